package org.steadyflow.simulator.realtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.HdrHistogram.HistogramIterationValue;
import org.steadyflow.firmware.control.CommandInbox;
import org.steadyflow.firmware.control.PumpHardware;
import org.steadyflow.firmware.control.PumpLoop;
import org.steadyflow.firmware.control.RealTimeLoop;
import org.steadyflow.firmware.control.StartUp;
import org.steadyflow.firmware.control.ThreadedRecorder;
import org.steadyflow.firmware.control.TickMeter;
import org.steadyflow.firmware.control.WarmUp;
import org.steadyflow.firmware.core.Command;
import org.steadyflow.firmware.core.Order;
import org.steadyflow.firmware.core.Phase;
import org.steadyflow.firmware.core.PumpController;
import org.steadyflow.firmware.core.PumpSetup;
import org.steadyflow.firmware.prescription.PrescriptionReader;
import org.steadyflow.firmware.prescription.Reading;
import org.steadyflow.firmware.realtime.RealTime;
import org.steadyflow.firmware.realtime.Right;
import org.steadyflow.firmware.realtime.ServiceNotice;
import org.steadyflow.hal.device.ClockSample;
import org.steadyflow.hal.quantity.Volume;
import org.steadyflow.simulator.run.TempFolder;
import org.steadyflow.simulator.world.SimulatedHardware;
import org.steadyflow.simulator.world.World;
import org.steadyflow.simulator.world.WorldParameters;
import org.steadyflow.telemetry.journal.FileStorage;
import org.steadyflow.telemetry.journal.JournalLimits;
import org.steadyflow.telemetry.message.Json;

/**
 * A whole pump that ticks on the simulated hardware, with its stores on the disk, and tells how late its ticks were. At
 * every tick the simulated world goes on by 50 ms, however fast the ticks follow each other, so that a tick has the
 * same work at any interval. Says {@link #WARM}, waits for a line, ticks, prints a {@link PumpReport}.
 */
final class TickedPump {
    static final String WARM = "warm";

    private static final String ORDER = """
            {"schema": "steadyflow/prescription/1", "id": "realtime", "patient": "nobody",
             "drug": {"name": "sodium chloride 0.9 %"}, "route": "intravenous_peripheral",
             "container": {"volume": "9950 mL", "residual": "0 mL"},
             "regimen": {"type": "continuous", "rate": "125 mL/h", "volume": "9900 mL"},
             "at_end": "stop"}
            """;
    private static final Volume CONTAINER = Volume.ofMillilitres(9_950);
    private static final String NAME = "realtime";
    private static final String BY = "measurement";
    private static final long NS_PER_US = 1_000;

    private final World world = new World(WorldParameters.of(PumpSetup.CASSETTE), 1);
    private final CommandInbox inbox = new CommandInbox();
    private final TickMeter meter = new TickMeter();
    private final Order order = order();
    private final long ticks;
    private long done;
    private Phase phase = Phase.RECOVERING;

    private TickedPump(long ticks) {
        this.ticks = ticks;
        world.refillContainer(CONTAINER);
    }

    /** @param arguments interval in nanoseconds, ticks, priority, core */
    public static void main(String[] arguments) throws IOException {
        long intervalNs = Long.parseLong(arguments[0]);
        int core = Integer.parseInt(arguments[3]);
        RealTime.Wish wish = new RealTime.Wish(Integer.parseInt(arguments[2]), OptionalInt.of(core), true);
        try (TempFolder dir = TempFolder.named("steadyflow-realtime-")) {
            PumpReport report = new TickedPump(Long.parseLong(arguments[1])).run(dir.path(), intervalNs, wish);
            System.out.println(Json.MAPPER.writeValueAsString(report));
        }
    }

    private PumpReport run(Path dir, long intervalNs, RealTime.Wish wish) throws IOException {
        StartUp.Stores stores = new StartUp.Stores(
                FileStorage.at(dir.resolve("journal")), FileStorage.at(dir.resolve("ledger")), JournalLimits.DEFAULT);
        ClockSample now = new ClockSample(world.truth().nowNs(), world.truth().wallMs());
        StartUp.Started started = StartUp.from(stores, new StartUp.Identity(NAME, NAME), now);
        PumpSetup setup = new PumpSetup(PumpSetup.CASSETTE, false, 1);
        try (ThreadedRecorder recorder = new ThreadedRecorder(started)) {
            SimulatedHardware board = world.hardware();
            PumpHardware hardware = new PumpHardware(
                    () -> {
                        world.advance(RealTimeLoop.PERIOD_NS);
                        return board.read();
                    },
                    board,
                    board,
                    board);
            PumpController controller = new PumpController(setup);
            RealTimeLoop[] loop = new RealTimeLoop[1];
            PumpLoop body = new PumpLoop(
                    hardware,
                    controller,
                    recorder,
                    inbox,
                    (_, record) -> seen(record.after().phase(), loop[0]),
                    started.state());
            loop[0] = new RealTimeLoop(
                    body,
                    new RealTimeLoop.Timing(RealTime.clock(), intervalNs, meter, ServiceNotice.none()),
                    (_, _) -> {});
            WarmUp.run(setup, WarmUp.TICKS, WarmUp.LONGEST);
            loop[0].warmUp();
            List<Right> rights = RealTime.take(wish);
            awaitGo();
            return measured(loop[0], rights);
        } finally {
            started.committer().close();
        }
    }

    private PumpReport measured(RealTimeLoop loop, List<Right> rights) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long collectionsBefore = collections();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        loop.run();
        long bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        return new PumpReport(
                lateness(),
                loop.lateness().missed(),
                phase.name(),
                collections() - collectionsBefore,
                bytes / Math.max(done, 1),
                rights.stream().map(Right::sentence).toList());
    }

    /** Gives the pump an order and starts it, as a nurse would; ends the loop after its ticks. */
    private void seen(Phase now, RealTimeLoop loop) {
        done++;
        if (now != phase) {
            switch (now) {
                case IDLE -> inbox.offer(new Command.Accept(order, BY));
                case READY -> inbox.offer(new Command.Start(BY));
                case RECOVERING, INFUSING, WAITING, PAUSED, STOPPED, COMPLETE -> {}
            }
        }
        phase = now;
        if (done >= ticks) {
            loop.stop();
        }
    }

    private Map<Long, Long> lateness() {
        Map<Long, Long> counts = new TreeMap<>();
        for (HistogramIterationValue value : meter.counts().recordedValues()) {
            // the end of a class, not its beginning: what is rounded down is at least not made better
            counts.merge(value.getValueIteratedTo() / NS_PER_US, value.getCountAtValueIteratedTo(), Long::sum);
        }
        return counts;
    }

    private static void awaitGo() throws IOException {
        PrintStream out = System.out;
        out.println(WARM);
        out.flush();
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionCount)
                .sum();
    }

    private static Order order() {
        return switch (PrescriptionReader.read(ORDER.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Accepted read -> Order.of(read.prescription(), read.canonicalText(), read.sha256());
            case Reading.Refused refused -> throw new IllegalStateException("" + refused.problems());
        };
    }
}
