package io.headroom.platform.campaign;

import io.headroom.capacity.Figures;
import io.headroom.exploration.scaling.CapacityAt;
import io.headroom.exploration.scaling.ScalingLaw;
import io.headroom.exploration.scaling.ScalingLaw.Form;
import io.headroom.exploration.scaling.ScalingModel;
import io.headroom.exploration.scaling.ScalingModel.Prediction;
import io.headroom.protocol.run.RunScaling;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The law that several numbers of instances follow, as the result document holds it. */
final class ScalingResult {

    /** Twice the largest number measured is as far as a law reaches; three times shows how it goes on, and is called extrapolated. */
    private static final int REACH = 2;

    private ScalingResult() {}

    /**
     * @param runs what each search found
     * @param largest number of instances that was searched for
     */
    static RunScaling of(List<CapacityAt> runs, int largest, long seed) {
        ScalingModel model = ScalingModel.of(runs, new SplittableRandom(seed));
        ScalingLaw law = model.law();
        List<Prediction> predictions = Stream.of(largest, REACH * largest, (REACH + 1) * largest)
                .map(model::at)
                .toList();
        return new RunScaling(
                name(law.form()),
                law.gamma(),
                law.alpha(),
                law.beta(),
                law.peak().isPresent() ? law.peak().getAsDouble() : null,
                criteria(model.criteria()),
                runs.stream()
                        .map(run -> new RunScaling.Measured(run.instances(), Figures.rounded(run.requestsPerSecond())))
                        .toList(),
                predictions.stream().map(ScalingResult::prediction).toList(),
                sentence(law, predictions.get(1)));
    }

    private static String sentence(ScalingLaw law, Prediction ahead) {
        String follows = switch (law.form()) {
            case LINEAR -> "capacity grows linearly with instances";
            case AMDAHL ->
                String.format(
                        Locale.ROOT,
                        "capacity follows Amdahl's law: %.0f %% of the work is done one after the other, so no number of instances carries more than %.0f requests/s",
                        100 * law.alpha(),
                        law.gamma() / law.alpha());
            case UNIVERSAL ->
                String.format(
                        Locale.ROOT,
                        "capacity follows the universal scalability law: contention %.3f, coherency %.4f",
                        law.alpha(),
                        law.beta());
        };
        return follows + "; " + ahead.sentence();
    }

    private static RunScaling.Prediction prediction(Prediction prediction) {
        return new RunScaling.Prediction(
                prediction.instances(),
                Figures.rounded(prediction.lower()),
                Figures.rounded(prediction.estimate()),
                Figures.rounded(prediction.upper()),
                prediction.extrapolated());
    }

    private static Map<String, Double> criteria(Map<Form, Double> all) {
        Map<String, Double> finite = new TreeMap<>();
        all.forEach((form, criterion) -> {
            if (Double.isFinite(criterion)) {
                finite.put(name(form), Figures.rounded(criterion));
            }
        });
        return finite;
    }

    private static String name(Form form) {
        return form.name().toLowerCase(Locale.ROOT);
    }
}
