package io.headroom.engine.data;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Rows of comma-separated values as records: the header's names are those of the components. */
public final class RecordRows<T> {
    private static final Map<Class<?>, Function<String, Object>> READERS = readers();

    /** A component and where its value stands. */
    private record Cell(String component, Class<?> type, int column, Function<String, Object> reader) {}

    private final String name;
    private final Constructor<T> constructor;
    private final List<Cell> cells;
    private final int columns;

    private RecordRows(String name, Csv.Row header, Class<T> type) {
        this.name = name;
        this.constructor = constructor(type);
        this.columns = header.fields().size();
        this.cells = Arrays.stream(type.getRecordComponents())
                .map(component -> cell(header, component))
                .toList();
    }

    /**
     * Reads all of them.
     *
     * @param name of the file, for errors
     * @param text the whole file
     * @param type a record
     * @throws CsvException names file, line, and what does not fit
     */
    public static <T> List<T> read(String name, String text, Class<T> type) {
        List<Csv.Row> rows = Csv.read(name, text);
        if (rows.size() < 2) {
            throw new CsvException(name, 1, "a feed needs a header line and at least one row");
        }
        if (!type.isRecord()) {
            throw new CsvException(name, 1, "a feed's rows are records; " + type.getSimpleName() + " is none");
        }
        var reader = new RecordRows<>(name, rows.getFirst(), type);
        List<T> values = new ArrayList<>(rows.size() - 1);
        for (Csv.Row row : rows.subList(1, rows.size())) {
            values.add(reader.value(row));
        }
        return List.copyOf(values);
    }

    private T value(Csv.Row row) {
        if (row.fields().size() != columns) {
            throw wrong(row, row.fields().size() + " fields, but the header has " + columns);
        }
        Object[] values = new Object[cells.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(row, cells.get(i));
        }
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw wrong(row, "refused by its record: " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw wrong(row, "cannot become a record: " + e.getMessage());
        }
    }

    private Object value(Csv.Row row, Cell cell) {
        String text = row.fields().get(cell.column());
        try {
            return cell.reader().apply(cell.type() == String.class ? text : text.strip());
        } catch (RuntimeException e) {
            throw wrong(
                    row,
                    "column " + cell.component() + " is \"" + text + "\", which is no "
                            + cell.type().getSimpleName());
        }
    }

    private Cell cell(Csv.Row header, RecordComponent component) {
        List<String> names = header.fields().stream().map(RecordRows::plain).toList();
        int column = names.indexOf(plain(component.getName()));
        if (column < 0) {
            throw wrong(
                    header, "no column " + component.getName() + "; there are " + String.join(", ", header.fields()));
        }
        Class<?> type = component.getType();
        Function<String, Object> reader = type.isEnum() ? text -> constant(type, text) : READERS.get(type);
        if (reader == null) {
            throw wrong(header, "a feed cannot read the type " + type.getSimpleName() + " of " + component.getName());
        }
        return new Cell(component.getName(), type, column, reader);
    }

    private static Map<Class<?>, Function<String, Object>> readers() {
        Map<Class<?>, Function<String, Object>> readers = new HashMap<>();
        readers.put(String.class, text -> text);
        readers.put(int.class, Integer::valueOf);
        readers.put(Integer.class, Integer::valueOf);
        readers.put(long.class, Long::valueOf);
        readers.put(Long.class, Long::valueOf);
        readers.put(double.class, Double::valueOf);
        readers.put(Double.class, Double::valueOf);
        readers.put(BigDecimal.class, BigDecimal::new);
        readers.put(boolean.class, RecordRows::truth);
        readers.put(Boolean.class, RecordRows::truth);
        readers.put(LocalDate.class, LocalDate::parse);
        readers.put(Instant.class, Instant::parse);
        return Map.copyOf(readers);
    }

    private static <T> Constructor<T> constructor(Class<T> type) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<T> canonical = type.getDeclaredConstructor(types);
            canonical.setAccessible(true);
            return canonical;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record without its constructor: " + type, e);
        }
    }

    private static Object constant(Class<?> type, String text) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .filter(constant -> ((Enum<?>) constant).name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static Object truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    /** How names are compared. */
    private static String plain(String name) {
        return name.strip().replaceAll("[ _-]", "").toLowerCase(Locale.ROOT);
    }

    private CsvException wrong(Csv.Row row, String what) {
        return new CsvException(name, row.line(), what);
    }
}
