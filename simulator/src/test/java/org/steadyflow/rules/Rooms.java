package org.steadyflow.rules;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rooms of the design, and every class of ours that is on the class path of the tests. */
final class Rooms {
    private static final String ROOT = "org.steadyflow";

    /** Rooms where everything is a value: no clock, no input or output, no threads, no chance, no floating point. */
    static final List<String> PURE = List.of(
            "firmware.text",
            "firmware.dose",
            "firmware.prescription",
            "firmware.library",
            "firmware.therapy",
            "firmware.safety",
            "firmware.calibration",
            "firmware.motion",
            "firmware.core");

    /** What the programs of the pump wire together: only they know a network as well as a board. */
    private static final List<String> PROGRAMS = List.of(
            "hal.quantity",
            "hal.device",
            "hal.chip",
            "hal.board",
            "hal.pi",
            "telemetry.message",
            "telemetry.journal",
            "telemetry.local",
            "telemetry.link",
            "firmware.text",
            "firmware.calibration",
            "firmware.ledger",
            "firmware.realtime",
            "firmware.control",
            "firmware.monitor",
            "firmware.panel",
            "firmware.update");

    /** What each room may import of ours, in the order of the data. */
    static final ImportTable IMPORTS = new ImportTable(ROOT, mayImport());

    /** Every production class of ours. */
    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT)
            .that(DescribedPredicate.describe(
                    "are classes", (JavaClass type) -> !type.getSimpleName().equals("package-info")));

    private Rooms() {}

    private static Map<String, List<String>> mayImport() {
        Map<String, List<String>> rooms = new LinkedHashMap<>();
        rooms.put("hal.quantity", List.of());
        rooms.put("hal.device", List.of("hal.quantity"));
        rooms.put("hal.bus", List.of());
        rooms.put("hal.chip", List.of("hal.quantity", "hal.device", "hal.bus"));
        rooms.put("hal.board", List.of("hal.quantity", "hal.device", "hal.bus", "hal.chip"));
        rooms.put("hal.pi", List.of("hal.bus", "hal.board"));

        rooms.put("telemetry.message", List.of());
        rooms.put("telemetry.journal", List.of("telemetry.message"));
        rooms.put("telemetry.local", List.of("telemetry.message"));
        rooms.put("telemetry.link", List.of("telemetry.message", "telemetry.journal", "telemetry.local"));
        rooms.put("telemetry.broker", List.of());
        rooms.put("telemetry.order", List.of());
        rooms.put("telemetry.pharmacy", List.of("telemetry.message", "telemetry.journal"));

        // The dosing rooms: each sees those before it and nothing after.
        List<String> before = new ArrayList<>(List.of("hal.quantity", "hal.device", "telemetry.message"));
        for (String room : PURE) {
            rooms.put(room, List.copyOf(before));
            before.add(room);
        }
        before.add("telemetry.journal");
        rooms.put("firmware.ledger", List.copyOf(before));
        before.add("firmware.ledger");
        before.add("telemetry.local");
        rooms.put("firmware.realtime", List.of());
        before.add("firmware.realtime");
        rooms.put("firmware.selftest", List.of("hal.device", "telemetry.message"));
        before.add("firmware.selftest");
        rooms.put("firmware.control", List.copyOf(before));
        rooms.put("firmware.monitor", List.of("hal.quantity", "hal.device"));
        // The pharmacy's side of the monitor: what it works out must reach the pump as signed bytes alone.
        rooms.put(
                "firmware.envelope",
                List.of(
                        "hal.quantity",
                        "hal.device",
                        "telemetry.message",
                        "firmware.text",
                        "firmware.dose",
                        "firmware.prescription",
                        "firmware.therapy"));
        rooms.put("firmware.panel", List.of("telemetry.message", "telemetry.local"));
        rooms.put("firmware.update", List.of("telemetry.message"));

        rooms.put("firmware.app", PROGRAMS);

        addSimulator(rooms);
        return rooms;
    }

    private static void addSimulator(Map<String, List<String>> rooms) {
        // The world must not know what the firmware thinks, or it could not judge it; a disk is part of a world.
        rooms.put("simulator.world", List.of("hal.quantity", "hal.device", "telemetry.journal"));
        // An emulated chip that knew its driver would agree with the driver's mistakes.
        rooms.put("simulator.chips", List.of("hal.bus", "hal.quantity", "hal.device", "simulator.world"));
        rooms.put(
                "simulator.emulated", List.of("hal.bus", "hal.board", "hal.pi", "simulator.world", "simulator.chips"));
        rooms.put("simulator.patient", List.of());
        rooms.put("simulator.scenario", List.of("hal.quantity", "telemetry.message", "simulator.world"));
        rooms.put("simulator.remote", List.of("hal.quantity", "hal.device", "telemetry.local", "simulator.world"));
        rooms.put("simulator.run", List.copyOf(rooms.keySet()));
        rooms.put("simulator.figure", List.copyOf(rooms.keySet()));
        rooms.put("simulator.therapies", List.copyOf(rooms.keySet()));
        rooms.put("simulator.bench", List.copyOf(rooms.keySet()));
        rooms.put("simulator.demo", List.copyOf(rooms.keySet()));
        rooms.put("simulator.realtime", List.copyOf(rooms.keySet()));
        rooms.put("simulator.cli", List.copyOf(rooms.keySet()));
    }

    /** {@code a.b} as ArchUnit's pattern for the package and everything below it. */
    static String[] patterns(List<String> rooms) {
        return rooms.stream().map(room -> ROOT + "." + room + "..").toArray(String[]::new);
    }

    static String[] patterns(String... rooms) {
        return patterns(List.of(rooms));
    }
}
