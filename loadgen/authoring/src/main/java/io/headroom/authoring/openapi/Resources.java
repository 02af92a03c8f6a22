package io.headroom.authoring.openapi;

import io.headroom.authoring.AuthoringException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a document's operations belong together: what makes a thing, what lists such things, what one thing is asked or told. */
final class Resources {
    private final List<Operation> operations;
    private final Map<String, Operation> byName = new HashMap<>();

    Resources(List<Operation> operations) {
        this.operations = operations;
        operations.forEach(
                operation -> byName.putIfAbsent(operation.method() + " " + key(operation.path()), operation));
    }

    /** Where the value of a placeholder comes from. */
    sealed interface Source {
        /** The operation that gives it. */
        Operation operation();

        /** Made by the operation, whose answer says it at the pointer. */
        record Made(Operation operation, String pointer) implements Source {}

        /** Made by the operation, whose answer leads there. */
        record Located(Operation operation) implements Source {}

        /** Made by the operation under a name of the user's own, a property of its body. */
        record Named(Operation operation, String property) implements Source {}

        /** The first that the operation lists. */
        record Listed(Operation operation, String pointer) implements Source {}
    }

    /** The source of an operation's placeholder, absent if the document shows none. */
    Optional<Source> source(Operation operation, int placeholder) throws AuthoringException {
        String path = operation.pathTo(placeholder);
        String name = operation.placeholders().get(placeholder);
        if (!path.endsWith("/{" + name + "}")) {
            return Optional.empty();
        }
        String collection = key(path.substring(0, path.length() - name.length() - 3));
        Optional<Source> made = made(Optional.ofNullable(byName.get("post " + collection)), name);
        return made.isPresent() ? made : listed(Optional.ofNullable(byName.get("get " + collection)), name);
    }

    /** Whether another operation of the journey gets an identifier from this one, so that it needs no step of its own. */
    boolean gives(Operation operation, List<Operation> journey) throws AuthoringException {
        for (Operation other : journey) {
            for (int placeholder = 0; placeholder < other.placeholders().size(); placeholder++) {
                if (source(other, placeholder)
                        .filter(source -> source.operation().equals(operation))
                        .isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Optional<Source> made(Optional<Operation> create, String name) throws AuthoringException {
        if (create.isEmpty()) {
            return Optional.empty();
        }
        Operation operation = create.get();
        if (operation.answer().isPresent()) {
            Optional<String> pointer = Identifier.ofOne(operation.answer().get(), name);
            if (pointer.isPresent()) {
                return Optional.of(new Source.Made(operation, pointer.get()));
            }
        }
        if (operation.location()) {
            return Optional.of(new Source.Located(operation));
        }
        boolean named = operation.body().isPresent()
                && operation.body().get().schema().properties().containsKey(name)
                && operation.body().get().schema().properties().get(name).type().equals("string");
        return named ? Optional.of(new Source.Named(operation, name)) : Optional.empty();
    }

    private static Optional<Source> listed(Optional<Operation> list, String name) throws AuthoringException {
        if (list.isEmpty() || list.get().answer().isEmpty()) {
            return Optional.empty();
        }
        return Identifier.ofFirst(list.get().answer().get(), name)
                .map(pointer -> new Source.Listed(list.get(), pointer));
    }

    /** The operations that make one journey, in the order in which a user would do them. */
    List<List<Operation>> journeys() {
        List<List<Operation>> journeys = new ArrayList<>();
        Set<Operation> told = new HashSet<>();
        for (Operation operation : operations) {
            if (told.contains(operation)) {
                continue;
            }
            List<Operation> together = together(operation);
            List<Operation> journey =
                    together.size() > 1 && together.contains(operation) ? together : List.of(operation);
            journey.forEach(told::add);
            journeys.add(journey);
        }
        return journeys;
    }

    /** Create, fetch, update, search, delete: of the collection that the operation is about, as far as there are such. */
    private List<Operation> together(Operation operation) {
        String own = key(operation.path());
        boolean item = own.endsWith("{}");
        String collection = item ? own.substring(0, Math.max(0, own.length() - 3)) : own;
        Map<String, Operation> found = new LinkedHashMap<>();
        for (String name : List.of(
                "post " + collection,
                "get " + collection + "/{}",
                "put " + collection + "/{}",
                "patch " + collection + "/{}",
                "put " + collection,
                "get " + collection,
                "delete " + collection + "/{}",
                "delete " + collection)) {
            Operation one = byName.get(name);
            if (one != null) {
                found.put(name, one);
            }
        }
        return List.copyOf(found.values());
    }

    /** The path without the names of its placeholders and without a slash at its end. */
    private static String key(String path) {
        return path.replaceAll("\\{[^}/]+}", "{}").replaceAll("(?<=.)/$", "");
    }
}
