package org.steadyflow.simulator.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.steadyflow.simulator.bench.result.TestName;
import org.steadyflow.simulator.bench.result.TestResult;
import org.steadyflow.simulator.bench.trial.AirTrial;
import org.steadyflow.simulator.bench.trial.BatteryTrial;
import org.steadyflow.simulator.bench.trial.BenchSettings;
import org.steadyflow.simulator.bench.trial.BolusTrial;
import org.steadyflow.simulator.bench.trial.ConditionTrial;
import org.steadyflow.simulator.bench.trial.DriftTrial;
import org.steadyflow.simulator.bench.trial.FaultTrial;
import org.steadyflow.simulator.bench.trial.FreeFlowTrial;
import org.steadyflow.simulator.bench.trial.LowRateTrial;
import org.steadyflow.simulator.bench.trial.MeanErrorTrial;
import org.steadyflow.simulator.bench.trial.OcclusionTrial;
import org.steadyflow.simulator.bench.trial.Plan;
import org.steadyflow.simulator.bench.trial.SetAgeTrial;
import org.steadyflow.simulator.bench.trial.StartUpTrial;
import org.steadyflow.simulator.bench.trial.Surroundings;
import org.steadyflow.simulator.bench.trial.TrumpetTrial;

/**
 * Runs delivery tests on all cores. The result is the same on any number of them: each run has a seed of its own and
 * shares nothing. Used by one thread.
 */
public final class Bench {
    /** What of a test has no meaning without a bag, a tube or the cassette's arithmetic. */
    private static final Set<TestName> CASSETTE_ONLY =
            EnumSet.of(TestName.SET_AGE, TestName.HEAD, TestName.TEMPERATURE, TestName.FREE_FLOW, TestName.DRIFT);

    private final List<Pending<?>> pending = new ArrayList<>();

    /** Whether this mechanism can be put through this test. */
    public static boolean applies(TestName test, BenchSettings settings) {
        return settings.isCassette() || !CASSETTE_ONLY.contains(test);
    }

    /** Hears how much is done, 0 to 1, and how much time has passed in all the simulated worlds, nanoseconds. */
    public interface Progress {
        void reached(double share, long simulatedNs);
    }

    /** Puts a test on the list; one that has nothing to run at these rates is left out. */
    public void add(TestName test, BenchSettings settings) {
        Pending<?> next = new Pending<>(plan(test, settings));
        if (!next.tasks.isEmpty()) {
            pending.add(next);
        }
    }

    private static Plan<?> plan(TestName test, BenchSettings settings) {
        return switch (test) {
            case MEAN_ERROR -> MeanErrorTrial.plan(settings);
            case START_UP -> StartUpTrial.plan(settings);
            case TRUMPET -> TrumpetTrial.plan(settings);
            case LOW_RATE -> LowRateTrial.plan(settings);
            case SET_AGE -> SetAgeTrial.plan(settings);
            case BACK_PRESSURE -> ConditionTrial.plan(Surroundings.BACK_PRESSURE, settings);
            case HEAD -> ConditionTrial.plan(Surroundings.HEAD, settings);
            case TEMPERATURE -> ConditionTrial.plan(Surroundings.TEMPERATURE, settings);
            case VISCOSITY -> ConditionTrial.plan(Surroundings.VISCOSITY, settings);
            case BOLUS -> BolusTrial.plan(settings);
            case OCCLUSION -> OcclusionTrial.plan(settings);
            case AIR -> AirTrial.plan(settings);
            case FREE_FLOW -> FreeFlowTrial.plan(settings);
            case SINGLE_FAULT -> FaultTrial.plan(settings);
            case BATTERY -> BatteryTrial.plan(settings);
            case DRIFT -> DriftTrial.plan();
        };
    }

    /**
     * Runs all that was added.
     *
     * @return one result for each test that was added, in that order
     * @throws IOException when a simulated disk or a defect ended a run; it names the cause
     */
    public List<TestResult> run(Progress progress) throws IOException, InterruptedException {
        Progressing progressing = new Progressing(progress, pending);
        List<Task<?>> longestFirst = new ArrayList<>();
        pending.forEach(test -> longestFirst.addAll(test.tasks));
        longestFirst.sort(
                Comparator.comparingDouble((Task<?> task) -> task.simulatedS).reversed());
        try (ExecutorService cores =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            for (Task<?> task : longestFirst) {
                cores.execute(() -> {
                    task.work.run();
                    progressing.done(task.simulatedS);
                });
            }
            List<TestResult> results = new ArrayList<>();
            for (Pending<?> test : pending) {
                results.add(test.result());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IOException("a delivery test could not be run: " + e.getCause(), e);
        }
    }

    /** One run, to be done by any thread. */
    private static final class Task<M> {
        private final double simulatedS;
        private final FutureTask<M> work;

        Task(Plan.Run<M> run) {
            this.simulatedS = run.simulatedS();
            this.work = new FutureTask<>(run.work()::measure);
        }
    }

    /** A test on the list. */
    private static final class Pending<M> {
        private final Plan<M> plan;
        private final List<Task<M>> tasks;

        Pending(Plan<M> plan) {
            this.plan = plan;
            this.tasks = plan.runs().stream().map(Task::new).toList();
        }

        TestResult result() throws ExecutionException, InterruptedException {
            List<M> measured = new ArrayList<>();
            for (Task<M> task : tasks) {
                measured.add(task.work.get());
            }
            return plan.judging().apply(measured);
        }
    }

    /** Adds up what the cores have done. Any thread. */
    private static final class Progressing {
        private static final double NS_PER_S = 1e9;

        private final Progress progress;
        private final double allS;
        private double doneS;

        Progressing(Progress progress, List<Pending<?>> pending) {
            this.progress = progress;
            this.allS = pending.stream()
                    .flatMap(test -> test.tasks.stream())
                    .mapToDouble(task -> task.simulatedS)
                    .sum();
        }

        synchronized void done(double simulatedS) {
            doneS += simulatedS;
            progress.reached(doneS / allS, (long) (doneS * NS_PER_S));
        }
    }
}
