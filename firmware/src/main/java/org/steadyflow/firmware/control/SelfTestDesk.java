package org.steadyflow.firmware.control;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.steadyflow.firmware.selftest.Configuration;
import org.steadyflow.firmware.selftest.Finding;
import org.steadyflow.firmware.selftest.Kind;
import org.steadyflow.firmware.selftest.Plan;
import org.steadyflow.firmware.selftest.Report;
import org.steadyflow.firmware.selftest.SelfTest;
import org.steadyflow.firmware.selftest.Upkeep;
import org.steadyflow.hal.device.Mechanism;
import org.steadyflow.hal.device.SensorBank;
import org.steadyflow.hal.device.SensorSample;
import org.steadyflow.hal.device.Supervision;
import org.steadyflow.hal.quantity.Volume;

/**
 * Lets a pump on a board test itself before its first tick, and again every hour what can be tested while it runs. What
 * failed is told in each sample from then on, until the next start.
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
        Kind kind = Plan.kind(first.motor().positionSurvived(), lastPassed(), rig.boot(), nowNs);
        if (kind == Kind.COLD) {
            revoke();
        }
        SelfTestBench bench = new SelfTestBench(
                hardware, monitor, started, first.clock(), mechanism.microstep().microstepsIn(MOST_BACK));
        long stroke = mechanism.microstep().microstepsIn(STROKE);
        Report report = SelfTest.run(bench, kind, new SelfTest.Settings(upkeep, stroke), SelfTestDesk::tell);
        failed = report.words();
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
        if (row.finding().verdict() == Finding.Verdict.FAILED) {
            LOG.error("Self-test FAILED: {}.", row.sentence());
        } else {
            LOG.info("Self-test: {}.", row.sentence());
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

    private void repeat() {
        List<String> found = upkeep.repeat();
        if (!found.isEmpty()) {
            revoke();
            failed = String.join("; ", found);
            LOG.error("Self-test while running FAILED: {}.", failed);
        }
    }

    /** What is wrong, for people; empty for nothing. Any thread. */
    String words() {
        return failed;
    }

    /** The sensors, and what the test has found beside what they say. */
    public SensorBank judged(SensorBank sensors) {
        return () -> {
            SensorSample sample = sensors.read();
            Supervision told = sample.enclosure().supervision();
            return failed.isEmpty()
                    ? sample
                    : sample.with(new Supervision(told.monitorTripped(), true, told.tampered(), told.guard()));
        };
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
