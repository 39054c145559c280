package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.selftest.Configuration;
import org.steadyflow.firmware.selftest.Kind;
import org.steadyflow.firmware.selftest.Plan;
import org.steadyflow.firmware.selftest.Report;
import org.steadyflow.firmware.selftest.SelfTest;
import org.steadyflow.firmware.selftest.Upkeep;
import org.steadyflow.hal.device.BoardFault;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.Volume;

/**
 * Lets a pump on a board test itself before its first tick, and again every hour what can be tested while it runs. What
 * failed is told in each sample from then on, until the next start. A file that cannot be looked at in the middle of an
 * order is told as long as it cannot, and stops nothing: it may be the card that died, and what runs is in memory.
 */
public final class SelfTestDesk implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SelfTestDesk.class);
    private static final Volume STROKE = Volume.ofMicrolitres(2);
    /** What the relief of an occlusion may leave unsettled, and some interrupted tests. */
    private static final Volume MOST_BACK = Volume.ofMicrolitres(2_050);
    /** The last full test that passed. */
    private static final String PASSED = "self-test";

    private static final int PASSED_BYTES = 128;

    private final PumpHardware hardware;
    private final SelfTestRig rig;
    private final DataDirectory data;
    private final Mechanism mechanism;
    private final Upkeep upkeep;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String failed = "";
    private volatile String unread = "";
    /** What the board found in the last sample; the tick's thread. */
    private Set<BoardFault> shown = Set.of();

    /** @param hardware with a rig */
    public SelfTestDesk(PumpHardware hardware, DataDirectory data, Mechanism mechanism) {
        this.hardware = hardware;
        this.rig = hardware.rig().orElseThrow();
        this.data = data;
        this.mechanism = mechanism;
        Map<String, Path> files = new HashMap<>(rig.files());
        files.put("the pharmacist's key", data.pharmacistKey());
        this.upkeep = new Upkeep(rig.program(), new Configuration(files, data));
    }

    /** A test, and the pump after it. */
    public record Tested(StartUp.Started started, Report report) {}

    /**
     * Tests the pump, and begins to repeat what can be repeated. A full test takes the pass of an earlier one before it
     * begins. The tick's thread.
     */
    public Tested test(StartUp.Started started, MonitorLink monitor) {
        SensorSample first = hardware.sensors().read();
        long nowNs = rig.pace().nowNs();
        Kind kind = Plan.kind(first.motor().positionSurvived(), lastPassed(), rig.boot(), nowNs, started.isUnderWay());
        if (kind == Kind.COLD) {
            revoke();
        }
        SelfTestBench bench = new SelfTestBench(
                hardware, monitor, started, first.clock(), mechanism.microstep().microstepsIn(MOST_BACK));
        long stroke = mechanism.microstep().microstepsIn(STROKE);
        SelfTest.Settings settings = new SelfTest.Settings(upkeep, stroke, started.isUnderWay());
        Report report = SelfTest.run(bench, kind, settings, SelfTestDesk::tell);
        failed = report.words();
        unread = report.unread();
        if (report.isFull()) {
            keep(new Plan.Passed(rig.boot(), rig.pace().nowNs()));
        } else if (!report.passed()) {
            revoke();
        }
        LOG.info("Self-test, {}: {} in {} ms.", kind, report.passed() ? "passed" : "FAILED", report.tookMs());
        repeatHourly();
        return new Tested(started.withLedger(bench.travel().newest()), report);
    }

    private static void tell(Report.Row row) {
        switch (row.finding().verdict()) {
            case FAILED -> LOG.error("Self-test FAILED: {}.", row.sentence());
            case UNREAD -> LOG.error("Self-test could not look: {}.", row.sentence());
            case PASSED, NOT_TRIED -> LOG.info("Self-test: {}.", row.sentence());
        }
    }

    /** None of a disk that takes nothing: what stands there could not be taken back. */
    private Optional<Plan.Passed> lastPassed() {
        try {
            return data.canWrite() ? data.read(PASSED, PASSED_BYTES).flatMap(Plan.Passed::parse) : Optional.empty();
        } catch (IOException e) {
            LOG.error("The last full self-test cannot be read, and counts as none: {}", Sentences.of(e));
            return Optional.empty();
        }
    }

    /** A pass that cannot be kept costs the next start a full test, and nothing else. */
    private void keep(Plan.Passed passed) {
        try {
            data.write(PASSED, passed.text());
        } catch (IOException e) {
            LOG.error("The self-test passed, and that cannot be kept: {}", Sentences.of(e));
        }
    }

    private void revoke() {
        try {
            data.delete(PASSED);
        } catch (IOException e) {
            LOG.error("An earlier self-test's pass cannot be taken back: {}", Sentences.of(e));
        }
    }

    private void repeatHourly() {
        Thread thread = new Thread(this::repeatUntilClosed, "self-test");
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        thread.start();
    }

    private void repeatUntilClosed() {
        try {
            while (!closed.await(1, TimeUnit.HOURS)) {
                repeat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What each hour brings. Called by a thread of the desk's own; one at a time. */
    public void repeat() {
        Upkeep.Found found = upkeep.repeat();
        if (!found.failed().isEmpty()) {
            revoke();
            failed = found.failed();
            LOG.error("Self-test while running FAILED: {}.", failed);
        }
        if (!found.unread().equals(unread)) {
            unread = found.unread();
            LOG.error("Self-test while running: {}.", unread.isEmpty() ? "all can be looked at again" : unread);
        }
    }

    /**
     * What the desk itself found, for people; each empty for nothing.
     *
     * @param failed stops the pump
     * @param unread is told and stops nothing
     */
    public record Words(String failed, String unread) {
        /** Of a pump that does not test itself. */
        public static final Words NONE = new Words("", "");
    }

    /** What is wrong now. Any thread. */
    Words words() {
        return new Words(failed, unread);
    }

    /** The sensors, and what the test has found beside what they say. */
    public SensorBank judged(SensorBank sensors) {
        return () -> {
            SensorSample sample = sensors.read();
            Supervision told = sample.enclosure().supervision();
            tellParts(told.faults());
            if (failed.isEmpty() && unread.isEmpty()) {
                return sample;
            }
            Set<BoardFault> faults = EnumSet.noneOf(BoardFault.class);
            faults.addAll(told.faults());
            if (!unread.isEmpty()) {
                faults.add(BoardFault.FILES);
            }
            boolean isUnfit = told.selfTestFailed() || !failed.isEmpty();
            return sample.with(new Supervision(told.monitorTripped(), isUnfit, told.tampered(), told.guard(), faults));
        };
    }

    private void tellParts(Set<BoardFault> faults) {
        if (!faults.equals(shown)) {
            faults.stream()
                    .filter(fault -> !shown.contains(fault))
                    .forEach(fault -> LOG.error("Found while running: {}.", fault.words()));
            shown.stream()
                    .filter(fault -> !faults.contains(fault))
                    .forEach(fault -> LOG.info("No longer so: {}.", fault.words()));
            shown = faults;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
