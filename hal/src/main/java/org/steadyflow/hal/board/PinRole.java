package org.steadyflow.hal.board;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a line of the board is for, and which process claims it. */
public enum PinRole {
    /** Edges keep the motor driver enabled. */
    MOTOR_ENABLE(Owner.CONTROL, Kind.POWER),
    /** Edges keep the hold-up buzzer quiet; it sounds from a cell of its own when they stop. */
    HOLD_UP_BUZZER(Owner.CONTROL, Kind.OUT),
    LAMP_RED(Owner.CONTROL, Kind.OUT),
    LAMP_YELLOW(Owner.CONTROL, Kind.OUT),
    LAMP_CYAN(Owner.CONTROL, Kind.OUT),
    SOUNDER(Owner.CONTROL, Kind.TONE),
    /** High while the sounder draws current. */
    SOUNDER_FEEDBACK(Owner.CONTROL, Kind.IN),
    /** High while any lamp draws current. */
    LAMP_FEEDBACK(Owner.CONTROL, Kind.IN),
    DOOR(Owner.CONTROL, Kind.IN),
    SET(Owner.CONTROL, Kind.IN),
    LID(Owner.CONTROL, Kind.IN),
    START_KEY(Owner.CONTROL, Kind.IN),
    STOP_KEY(Owner.CONTROL, Kind.IN),
    /** On the patient's cord; open where none is plugged in. */
    DOSE_KEY(Owner.CONTROL, Kind.IN),
    MAINS(Owner.CONTROL, Kind.IN),
    /** Edges keep the switch in the motor's power closed. */
    MOTOR_RAIL(Owner.MONITOR, Kind.POWER),
    /** Low opens that switch within 20 ms. */
    RAIL_DUMP(Owner.MONITOR, Kind.POWER),
    /** High while the motor's rail has voltage. */
    RAIL_FEEDBACK(Owner.MONITOR, Kind.IN),
    /** The stop key again: two processes cannot claim one line. */
    MONITOR_STOP_KEY(Owner.MONITOR, Kind.IN),
    SECOND_BUZZER(Owner.MONITOR, Kind.OUT);

    private final Owner owner;
    private final Kind kind;

    PinRole(Owner owner, Kind kind) {
        this.owner = owner;
        this.kind = kind;
    }

    /** The process that claims a line. */
    public enum Owner {
        CONTROL,
        MONITOR
    }

    /** What a line is electrically. */
    public enum Kind {
        IN,
        OUT,
        /** Out, and it moves or powers the motor. */
        POWER,
        /** A square wave, so one of the lines with hardware PWM. */
        TONE
    }

    public Owner owner() {
        return owner;
    }

    public Kind kind() {
        return kind;
    }

    /** Its name in a board file, for example {@code motor_enable}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> labels() {
        return Stream.of(values()).map(PinRole::label).toList();
    }
}
