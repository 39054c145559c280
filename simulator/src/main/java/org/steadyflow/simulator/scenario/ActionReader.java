package org.steadyflow.simulator.scenario;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.steadyflow.simulator.scenario.FieldReader.Element;
import org.steadyflow.simulator.world.DailyLife;
import org.steadyflow.simulator.world.HardKey;
import org.steadyflow.simulator.world.Occlusion;
import org.steadyflow.simulator.world.Sensor;

/** Reads an action: its name under "do" and what it needs beside it. */
final class ActionReader {
    static final List<String> NAMES = List.of(
            "kink_line",
            "clear_kink",
            "occlude",
            "clamp_upstream",
            "clear_upstream",
            "insert_bubble",
            "remove_air",
            "set_vein_pressure",
            "reset_vein_pressure",
            "replace_container",
            "replace_set",
            "cough",
            "raise_arm",
            "lower_arm",
            "raise_container",
            "lower_container",
            "live",
            "set_room_temperature",
            "reset_room_temperature",
            "wear_battery",
            "misread_battery",
            "mend_gauge",
            "open_door",
            "close_door",
            "unseat_set",
            "seat_set",
            "fail_clamp",
            "mend_clamp",
            "heat_board",
            "cool_board",
            "break_lock",
            "mend_lock",
            "trip_monitor",
            "reset_monitor",
            "fail_self_test",
            "pass_self_test",
            "press_start_key",
            "press_stop_key",
            "press_dose_key",
            "stall_motor",
            "free_motor",
            "drop_steps",
            "run_away",
            "fail_driver",
            "mend_driver",
            "stick_sensor",
            "break_sensor",
            "mend_sensor",
            "lose_mains",
            "restore_mains",
            "jump_clock",
            "disk_stall",
            "disk_full",
            "disk_freed",
            "disk_broken",
            "disk_mended",
            "fram_broken",
            "fram_mended",
            "fram_replaced",
            "delay_tick",
            "kill_control",
            "cut_power",
            "start",
            "pause",
            "acknowledge",
            "audio_pause",
            "accept_remotely",
            "change_container",
            "request_bolus",
            "clinician_bolus",
            "ramp_down",
            "titrate");

    private static final int MOST_NAME_CHARS = 40;
    private static final String LASTING = "for";
    private static final Duration USUAL_PRESS = Duration.ofMillis(300);
    private static final Duration USUAL_COUGH = Duration.ofSeconds(1);
    private static final Duration USUAL_RESTART = Duration.ofSeconds(2);
    private static final double STRONGEST_KINK = 1e6;
    private static final double PERMILLE = 1_000;
    private static final double HOTTEST_CELSIUS = 120;
    private static final double HOTTEST_ROOM_CELSIUS = 60;
    private static final double FARTHEST_METRES = 2;
    private static final double LEAST_SHARE = 0.001;

    private ActionReader() {}

    /** The action of an object that may have other fields too; the caller finishes it. */
    static Optional<Action> read(FieldReader fields) {
        String name = fields.neededText("do", MOST_NAME_CHARS);
        return isKnown(name, "do", fields) ? Optional.of(known(name, fields)) : Optional.empty();
    }

    /** An entry of a reaction's list: the name alone, or an object. */
    static Optional<Action> read(Element element) {
        if (element.value().isString()) {
            return element.text()
                    .filter(name -> isKnown(name, element.place(), element.owner()))
                    .map(name -> known(name, element.alone()));
        }
        return element.object().flatMap(fields -> {
            Optional<Action> action = read(fields);
            action.ifPresent(_ -> fields.finish());
            return action;
        });
    }

    private static boolean isKnown(String name, String field, FieldReader fields) {
        boolean known = NAMES.contains(name);
        if (!known && !name.isEmpty()) {
            fields.problem(field, QuantityKind.quote(name) + " is not known; write one of " + String.join(", ", NAMES));
        }
        return known;
    }

    private static Action known(String name, FieldReader fields) {
        return ofPerson(name, fields).or(() -> ofSystem(name, fields)).orElseGet(() -> ofWorld(name, fields));
    }

    private static Optional<Action> ofPerson(String name, FieldReader fields) {
        return switch (name) {
            case "start" -> Optional.of(PersonAction.Plain.START);
            case "pause" -> Optional.of(PersonAction.Plain.PAUSE);
            case "acknowledge" -> Optional.of(PersonAction.Plain.ACKNOWLEDGE);
            case "audio_pause" -> Optional.of(PersonAction.Plain.AUDIO_PAUSE);
            case "accept_remotely" -> Optional.of(PersonAction.Plain.ACCEPT_REMOTELY);
            case "change_container" -> Optional.of(PersonAction.Plain.CHANGE_CONTAINER);
            case "request_bolus" -> Optional.of(PersonAction.Plain.REQUEST_BOLUS);
            case "clinician_bolus" -> Optional.of(PersonAction.Plain.CLINICIAN_BOLUS);
            case "ramp_down" -> Optional.of(PersonAction.Plain.RAMP_DOWN);
            case "titrate" -> Optional.of(new PersonAction.Titrate(fields.neededRate("to")));
            default -> Optional.empty();
        };
    }

    private static Optional<Action> ofSystem(String name, FieldReader fields) {
        return switch (name) {
            case "disk_stall" -> Optional.of(new SystemAction.DiskStall(fields.neededDuration(LASTING)));
            case "disk_full" -> Optional.of(new SystemAction.DiskFull());
            case "disk_freed" -> Optional.of(new SystemAction.DiskFreed());
            case "disk_broken" -> Optional.of(new SystemAction.DiskBroken());
            case "disk_mended" -> Optional.of(new SystemAction.DiskMended());
            case "fram_broken" -> Optional.of(new SystemAction.FramBroken());
            case "fram_mended" -> Optional.of(new SystemAction.FramMended());
            case "fram_replaced" -> Optional.of(new SystemAction.FramReplaced());
            case "delay_tick" -> Optional.of(new SystemAction.DelayTick(fields.neededDuration(LASTING)));
            case "kill_control" ->
                Optional.of(
                        new SystemAction.KillControl(fields.duration(LASTING).orElse(USUAL_RESTART)));
            case "cut_power" -> Optional.of(new SystemAction.CutPower(fields.neededDuration(LASTING)));
            default -> Optional.empty();
        };
    }

    private static WorldAction ofWorld(String name, FieldReader fields) {
        return switch (name) {
            case "kink_line" ->
                new WorldAction.KinkLine(
                        fields.factor("factor", 1, STRONGEST_KINK).orElse(Double.POSITIVE_INFINITY));
            case "clear_kink" -> new WorldAction.ClearKink();
            case "clamp_upstream" -> new WorldAction.ClampUpstream();
            case "clear_upstream" -> new WorldAction.ClearUpstream();
            case "insert_bubble" -> new WorldAction.InsertBubble(fields.neededVolume("volume"));
            case "remove_air" -> new WorldAction.RemoveAir();
            case "set_vein_pressure" -> new WorldAction.SetVeinPressure(fields.neededPressure("pressure"));
            case "reset_vein_pressure" -> new WorldAction.ResetVeinPressure();
            case "replace_container" -> new WorldAction.ReplaceContainer(fields.neededVolume("volume"));
            case "open_door" -> new WorldAction.OpenDoor();
            case "close_door" -> new WorldAction.CloseDoor();
            case "lose_mains" -> new WorldAction.LoseMains();
            case "restore_mains" -> new WorldAction.RestoreMains();
            case "jump_clock" -> new WorldAction.JumpClock(fields.neededShift("by"));
            case "press_start_key" -> press(HardKey.START, fields);
            case "press_stop_key" -> press(HardKey.STOP, fields);
            default -> ofPatient(name, fields);
        };
    }

    private static WorldAction press(HardKey key, FieldReader fields) {
        return new WorldAction.PressKey(key, fields.duration(LASTING).orElse(USUAL_PRESS));
    }

    private static WorldAction ofPatient(String name, FieldReader fields) {
        return switch (name) {
            case "press_dose_key" -> press(HardKey.DOSE, fields);
            case "occlude" -> new WorldAction.Occlude(occlusion(fields));
            case "replace_set" -> new WorldAction.ReplaceSet();
            case "cough" ->
                new WorldAction.Cough(
                        fields.neededPressure("pressure"),
                        fields.duration(LASTING).orElse(USUAL_COUGH));
            case "raise_arm" -> new WorldAction.RaiseArm(height(fields));
            case "lower_arm" -> new WorldAction.RaiseArm(0);
            case "raise_container" -> new WorldAction.RaiseContainer(height(fields));
            case "lower_container" -> new WorldAction.RaiseContainer(0);
            case "live" -> new WorldAction.Live(fields.neededChoice("life", DailyLife.Kind.values()));
            case "set_room_temperature" ->
                new WorldAction.SetRoomTemperature(
                        fields.neededNumber("temperature", QuantityKind.TEMPERATURE, 0.1, HOTTEST_ROOM_CELSIUS));
            case "reset_room_temperature" -> new WorldAction.ResetRoomTemperature();
            case "wear_battery" ->
                new WorldAction.WearBattery(
                        fields.neededNumber("share", QuantityKind.SHARE, LEAST_SHARE, 1),
                        fields.number("sag", QuantityKind.SHARE, 0, 1).orElse(0.0));
            case "misread_battery" ->
                new WorldAction.MisreadBattery(fields.neededNumber("share", QuantityKind.SHARE, -1, 1));
            case "mend_gauge" -> new WorldAction.MisreadBattery(0);
            default -> ofEnclosure(name, fields);
        };
    }

    private static double height(FieldReader fields) {
        return fields.neededNumber("height", QuantityKind.HEIGHT, -FARTHEST_METRES, FARTHEST_METRES);
    }

    private static Occlusion occlusion(FieldReader fields) {
        Duration cycle = fields.duration("cycle").orElse(Duration.ZERO);
        Optional<Double> narrow = fields.number("narrow", QuantityKind.SHARE, LEAST_SHARE, 1);
        if (narrow.isPresent() && cycle.isZero()) {
            fields.problem("narrow", "is the part of each cycle; write cycle beside it, such as \"20 s\"");
        }
        return new Occlusion(
                fields.choice("place", Occlusion.Place.values()).orElse(Occlusion.Place.CATHETER),
                fields.factor("factor", 1, STRONGEST_KINK).orElse(Double.POSITIVE_INFINITY),
                fields.duration("grows_for").orElse(Duration.ZERO),
                cycle,
                narrow.orElse(cycle.isZero() ? 1 : 0.5));
    }

    private static WorldAction ofEnclosure(String name, FieldReader fields) {
        return switch (name) {
            case "unseat_set" -> new WorldAction.UnseatSet();
            case "seat_set" -> new WorldAction.SeatSet();
            case "fail_clamp" -> new WorldAction.FailClamp();
            case "mend_clamp" -> new WorldAction.MendClamp();
            case "heat_board" ->
                new WorldAction.HeatBoard(
                        fields.neededNumber("temperature", QuantityKind.TEMPERATURE, -20, HOTTEST_CELSIUS));
            case "cool_board" -> new WorldAction.CoolBoard();
            case "break_lock" -> new WorldAction.BreakLock();
            case "mend_lock" -> new WorldAction.MendLock();
            case "trip_monitor" -> new WorldAction.TripMonitor();
            case "reset_monitor" -> new WorldAction.ResetMonitor();
            case "fail_self_test" -> new WorldAction.FailSelfTest();
            case "pass_self_test" -> new WorldAction.PassSelfTest();
            default -> ofMechanism(name, fields);
        };
    }

    private static WorldAction ofMechanism(String name, FieldReader fields) {
        return switch (name) {
            case "stall_motor" -> new WorldAction.StallMotor();
            case "free_motor" -> new WorldAction.FreeMotor();
            case "drop_steps" -> new WorldAction.DropSteps(fields.neededNumber("share", QuantityKind.SHARE, 0, 1));
            case "run_away" -> new WorldAction.RunAway();
            case "fail_driver" -> new WorldAction.FailDriver();
            case "mend_driver" -> new WorldAction.MendDriver();
            case "stick_sensor" -> stick(fields);
            case "break_sensor" -> new WorldAction.BreakSensor(fields.neededChoice("sensor", Sensor.values()));
            case "mend_sensor" -> new WorldAction.MendSensor(fields.neededChoice("sensor", Sensor.values()));
            default -> throw new IllegalStateException("an action without a reading: " + name);
        };
    }

    private static WorldAction stick(FieldReader fields) {
        Sensor sensor = fields.neededChoice("sensor", Sensor.values());
        Optional<Double> value =
                switch (sensor) {
                    case UPSTREAM_PRESSURE, DOWNSTREAM_PRESSURE ->
                        fields.number("value", QuantityKind.PRESSURE, -2_000, 2_000);
                    case AIR_DETECTOR -> fields.number("value", QuantityKind.VOLTAGE, 0, 5_000);
                    case BOARD_TEMPERATURE -> fields.number("value", QuantityKind.TEMPERATURE, -50, 200);
                    case BATTERY_GAUGE ->
                        fields.number("value", QuantityKind.SHARE, 0, 1).map(share -> share * PERMILLE);
                    case ENCODER, SECOND_ENCODER, DOOR_SWITCH -> Optional.empty();
                };
        return value.<WorldAction>map(held -> new WorldAction.HoldSensor(sensor, held))
                .orElse(new WorldAction.StickSensor(sensor));
    }

    /** What ends an action that may be given a duration; empty for one that may not. */
    static Optional<Action> undoing(Action action) {
        return switch (action) {
            case WorldAction.KinkLine _ -> Optional.of(new WorldAction.ClearKink());
            case WorldAction.Occlude occlude ->
                Optional.of(
                        occlude.occlusion().place() == Occlusion.Place.UPSTREAM
                                ? new WorldAction.ClearUpstream()
                                : new WorldAction.ClearKink());
            case WorldAction.RaiseArm arm when arm.metres() != 0 -> Optional.of(new WorldAction.RaiseArm(0));
            case WorldAction.RaiseContainer container
            when container.metres() != 0 -> Optional.of(new WorldAction.RaiseContainer(0));
            case WorldAction.SetRoomTemperature _ -> Optional.of(new WorldAction.ResetRoomTemperature());
            case WorldAction.MisreadBattery misread
            when misread.share() != 0 -> Optional.of(new WorldAction.MisreadBattery(0));
            case WorldAction.ClampUpstream _ -> Optional.of(new WorldAction.ClearUpstream());
            case WorldAction.SetVeinPressure _ -> Optional.of(new WorldAction.ResetVeinPressure());
            case WorldAction.OpenDoor _ -> Optional.of(new WorldAction.CloseDoor());
            case WorldAction.UnseatSet _ -> Optional.of(new WorldAction.SeatSet());
            case WorldAction.FailClamp _ -> Optional.of(new WorldAction.MendClamp());
            case WorldAction.HeatBoard _ -> Optional.of(new WorldAction.CoolBoard());
            case WorldAction.TripMonitor _ -> Optional.of(new WorldAction.ResetMonitor());
            case WorldAction.FailSelfTest _ -> Optional.of(new WorldAction.PassSelfTest());
            case WorldAction.BreakLock _ -> Optional.of(new WorldAction.MendLock());
            case WorldAction.StallMotor _ -> Optional.of(new WorldAction.FreeMotor());
            case WorldAction.DropSteps _ -> Optional.of(new WorldAction.DropSteps(0));
            case WorldAction.FailDriver _ -> Optional.of(new WorldAction.MendDriver());
            case WorldAction.StickSensor stuck -> Optional.of(new WorldAction.MendSensor(stuck.sensor()));
            case WorldAction.HoldSensor held -> Optional.of(new WorldAction.MendSensor(held.sensor()));
            case WorldAction.BreakSensor broken -> Optional.of(new WorldAction.MendSensor(broken.sensor()));
            case WorldAction.LoseMains _ -> Optional.of(new WorldAction.RestoreMains());
            case SystemAction.DiskFull _ -> Optional.of(new SystemAction.DiskFreed());
            case SystemAction.DiskBroken _ -> Optional.of(new SystemAction.DiskMended());
            case SystemAction.FramBroken _ -> Optional.of(new SystemAction.FramMended());
            default -> Optional.empty();
        };
    }
}
