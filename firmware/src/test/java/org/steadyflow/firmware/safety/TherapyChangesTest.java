package org.steadyflow.firmware.safety;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.steadyflow.telemetry.message.Priority;

/** The closed list of what a therapy may change, tried for every therapy and row. */
@Tag("REQ-82")
class TherapyChangesTest {
    private static final Set<AlarmRow> AIR = EnumSet.of(AlarmRow.AIR_SINGLE, AlarmRow.AIR_ACCUMULATED);
    /** Where stopping does harm these go on, with a high alarm. */
    private static final Set<AlarmRow> GO_ON = EnumSet.of(
            AlarmRow.SENSOR_FAULT_SPARE,
            AlarmRow.TICK_LATE,
            AlarmRow.TICK_LATE_AGAIN,
            AlarmRow.DRUG_EXPIRED,
            AlarmRow.DRUG_EXPIRED_STOP,
            AlarmRow.NEAR_END);
    /** These stop in every therapy; air does on every venous line. */
    private static final Set<AlarmRow> ALWAYS_STOP =
            EnumSet.of(AlarmRow.FREE_FLOW, AlarmRow.OVER_INFUSION, AlarmRow.MOTOR_FAULT, AlarmRow.MONITOR_TRIP);

    static Stream<TherapyTraits> therapies() {
        return Stream.of(false, true).flatMap(life -> Stream.of(false, true)
                .flatMap(air -> Stream.of(false, true).map(expiry -> new TherapyTraits(life, air, expiry))));
    }

    static Stream<Arguments> everyRowInEveryTherapy() {
        return therapies().flatMap(traits -> Arrays.stream(AlarmRow.values()).map(row -> Arguments.of(row, traits)));
    }

    @ParameterizedTest
    @MethodSource("everyRowInEveryTherapy")
    void nothingOutsideTheListGetsLooser(AlarmRow row, TherapyTraits traits) {
        Optional<AlarmRow> changed = TherapyChanges.of(row, traits);

        if (AIR.contains(row)) {
            assertEquals(traits.airRules(), changed.isPresent());
            changed.ifPresent(same -> assertEquals(row, same));
            return;
        }
        AlarmRow now = changed.orElseThrow();
        boolean mayGoOn = traits.lifeSustaining() && GO_ON.contains(row);
        assertEquals(row.code(), now.code());
        assertTrue(now.priority().compareTo(row.priority()) >= 0, "a priority is never lowered");
        assertTrue(mayGoOn || now.action().compareTo(row.action()) >= 0, "an action gets no looser");
        assertTrue(now.clearing().compareTo(row.clearing()) >= 0 || mayGoOn, "a latch gets no looser");
    }

    @ParameterizedTest
    @MethodSource("everyRowInEveryTherapy")
    void whatIsOnTheListGoesOnWithAHighAlarm(AlarmRow row, TherapyTraits traits) {
        if (traits.lifeSustaining() && GO_ON.contains(row)) {
            AlarmRow now = TherapyChanges.of(row, traits).orElseThrow();
            assertEquals(Action.CONTINUE, now.action());
            assertEquals(Priority.HIGH, now.priority());
        }
    }

    @ParameterizedTest
    @MethodSource("therapies")
    void whatAlwaysStopsStopsInEveryTherapy(TherapyTraits traits) {
        for (AlarmRow row : ALWAYS_STOP) {
            assertEquals(
                    Action.POWER_OFF,
                    TherapyChanges.of(row, traits).orElseThrow().action());
        }
        if (traits.airRules()) {
            for (AlarmRow row : AIR) {
                assertEquals(
                        Action.STOP,
                        TherapyChanges.of(row, traits).orElseThrow().action());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyRowInEveryTherapy")
    void aSetOfRowsIsChangedRowByRow(AlarmRow row, TherapyTraits traits) {
        long alone = TherapyChanges.applied(row.bit(), traits);
        assertEquals(TherapyChanges.of(row, traits).map(AlarmRow::bit).orElse(0L), alone);
        long others = ~row.bit() & everyRow();
        assertEquals(TherapyChanges.applied(everyRow(), traits), alone | TherapyChanges.applied(others, traits));
    }

    @ParameterizedTest
    @MethodSource("therapies")
    void changingTwiceIsChangingOnce(TherapyTraits traits) {
        long once = TherapyChanges.applied(everyRow(), traits);
        assertEquals(once, TherapyChanges.applied(once, traits));
    }

    private static long everyRow() {
        List<AlarmRow> rows = List.of(AlarmRow.values());
        return rows.stream().mapToLong(AlarmRow::bit).reduce(0, (a, b) -> a | b);
    }
}
