package org.steadyflow.simulator.chips;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.steadyflow.simulator.world.BoardSignals;
import org.steadyflow.simulator.world.World;

/**
 * The DS3231 clock (Maxim data sheet 19-5170, timekeeping registers): BCD, kept in UTC, with a cell of its own, so that
 * a power cut does not stop it. It runs with the world's wall clock, off by what it was set to. The world's thread.
 */
public final class Ds3231 implements I2cChip {
    public static final int ADDRESS = 0x68;

    private static final int TIME_REGISTERS = 7;
    private static final int CONTROL = 0x0E;
    private static final int STATUS = 0x0F;
    private static final int HEAT = 0x11;
    private static final int COUNT = 0x13;

    private static final int CENTURY = 0x80;
    private static final int CENTURY_YEARS = 100;
    private static final int FIRST_YEAR = 2000;
    private static final int TWELVE_HOURS = 0x40;
    private static final int AFTERNOON = 0x20;
    private static final int STOPPED = 0x80;
    private static final int RUNS_32_KHZ = 0x08;
    private static final int CONTROL_RESET = 0x1C;
    private static final int MILLI_CELSIUS_PER_COUNT = 250;
    private static final long MS_PER_S = 1_000;

    private final World world;
    private final BoardSignals signals;
    private final Readings readings;
    private final int[] registers = new int[COUNT];
    private long offsetMs;
    private int pointer;

    Ds3231(World world, BoardSignals signals, Readings readings) {
        this.world = world;
        this.signals = signals;
        this.readings = readings;
        registers[CONTROL] = CONTROL_RESET;
        registers[STATUS] = RUNS_32_KHZ;
    }

    /** Its cell was empty while the board was dark: it begins anew at 2000-01-01 and says that it had stopped. */
    public void loseCell() {
        offsetMs = LocalDateTime.of(FIRST_YEAR, 1, 1, 0, 0)
                        .toInstant(ZoneOffset.UTC)
                        .toEpochMilli()
                - world.truth().wallMs();
        registers[STATUS] |= STOPPED;
    }

    @Override
    public boolean acknowledges() {
        return signals.powered();
    }

    @Override
    public void write(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        pointer = (bytes[0] & 0xFF) % COUNT;
        int[] time = time();
        boolean setsTime = false;
        for (int i = 1; i < bytes.length; i++) {
            int value = bytes[i] & 0xFF;
            if (pointer < TIME_REGISTERS) {
                time[pointer] = value;
                setsTime = true;
            } else {
                set(pointer, value);
            }
            pointer = (pointer + 1) % COUNT;
        }
        if (setsTime) {
            setTime(time);
        }
    }

    private void set(int register, int value) {
        switch (register) {
            // a flag that says it had stopped can be cleared, not set
            case STATUS -> registers[STATUS] = value & (registers[STATUS] | ~STOPPED) & 0xFF;
            // the temperature cannot be written
            case HEAT, HEAT + 1 -> {}
            default -> registers[register] = value;
        }
    }

    /** A date that is none is taken by no clock here; what a real one counts then is not told in its data sheet. */
    private void setTime(int[] time) {
        try {
            int year = FIRST_YEAR + fromBcd(time[6]) + ((time[5] & CENTURY) != 0 ? CENTURY_YEARS : 0);
            LocalDateTime set = LocalDateTime.of(
                    year,
                    fromBcd(time[5] & 0x1F),
                    fromBcd(time[4]),
                    hours(time[2]),
                    fromBcd(time[1]),
                    fromBcd(time[0]));
            offsetMs =
                    set.toInstant(ZoneOffset.UTC).toEpochMilli() - world.truth().wallMs();
        } catch (DateTimeException _) {
            // the time stays what it was
        }
    }

    private static int hours(int register) {
        if ((register & TWELVE_HOURS) == 0) {
            return fromBcd(register & 0x3F);
        }
        return fromBcd(register & 0x1F) % 12 + ((register & AFTERNOON) != 0 ? 12 : 0);
    }

    @Override
    public void read(byte[] into) {
        int[] time = time();
        for (int i = 0; i < into.length; i++) {
            into[i] = (byte) (pointer < TIME_REGISTERS ? time[pointer] : register(pointer));
            pointer = (pointer + 1) % COUNT;
        }
    }

    private int register(int register) {
        int quarters = readings.now().enclosure().boardMilliCelsius() / MILLI_CELSIUS_PER_COUNT;
        return switch (register) {
            case HEAT -> quarters >> 2;
            case HEAT + 1 -> (quarters << 6) & 0xC0;
            default -> registers[register];
        };
    }

    private int[] time() {
        long seconds = Math.floorDiv(world.truth().wallMs() + offsetMs, MS_PER_S);
        LocalDateTime now = LocalDateTime.ofInstant(Instant.ofEpochSecond(seconds), ZoneOffset.UTC);
        int years = now.getYear() - FIRST_YEAR;
        return new int[] {
            bcd(now.getSecond()),
            bcd(now.getMinute()),
            bcd(now.getHour()),
            now.getDayOfWeek().getValue(),
            bcd(now.getDayOfMonth()),
            bcd(now.getMonthValue()) | (years >= CENTURY_YEARS ? CENTURY : 0),
            bcd(years % CENTURY_YEARS)
        };
    }

    private static int bcd(int number) {
        return ((number / 10) << 4) | (number % 10);
    }

    private static int fromBcd(int bcd) {
        return (bcd >> 4) * 10 + (bcd & 0xF);
    }
}
