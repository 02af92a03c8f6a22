package io.headroom.platform.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the stages of one run left behind: in memory for the run that is under way, in the journal for whoever takes it over. */
final class RunOutputs {

    private final ObjectMapper json;
    private final RunJournal journal;
    private final String run;
    private final int resultOrdinal;
    private final Map<Integer, String> kept = new ConcurrentHashMap<>();

    /** @param resultOrdinal the stage whose output is the run's result */
    RunOutputs(ObjectMapper json, RunJournal journal, String run, int resultOrdinal) {
        this.json = json;
        this.journal = journal;
        this.run = run;
        this.resultOrdinal = resultOrdinal;
    }

    void remember(int ordinal, Object output) {
        try {
            kept.put(ordinal, json.writeValueAsString(output));
        } catch (JsonProcessingException defect) {
            throw new IllegalStateException("a stage's output cannot be written as JSON", defect);
        }
    }

    void store(int ordinal) {
        journal.output(run, ordinal, kept.getOrDefault(ordinal, "null"));
    }

    /** What a stage left, empty if it left nothing or the journal that would know is gone. */
    <T> Optional<T> read(int ordinal, Class<T> type) {
        try {
            String text = kept.containsKey(ordinal)
                    ? kept.get(ordinal)
                    : journal.output(run, ordinal).orElse("null");
            return Optional.ofNullable(json.readValue(text, type));
        } catch (RunJournal.JournalLost gone) {
            return Optional.empty();
        } catch (JsonProcessingException corrupt) {
            throw new IllegalStateException(
                    "the journal holds something that is not a " + type.getSimpleName(), corrupt);
        }
    }

    Optional<String> result() {
        return Optional.ofNullable(kept.get(resultOrdinal));
    }
}
