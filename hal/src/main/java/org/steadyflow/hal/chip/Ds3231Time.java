package org.steadyflow.hal.chip;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * The DS3231's seven registers of time and date as seconds since 1970, UTC. Data sheet 19-5170, figure 1 (timekeeping
 * registers). Pure.
 *
 * <p>Written in 24-hour mode; read in either. The century bit counts from 2000.
 */
final class Ds3231Time {
    static final int BYTES = 7;

    static final int FIRST_YEAR = 2_000;
    static final int LAST_YEAR = 2_199;

    private static final int YEARS_OF_A_CENTURY = 100;

    private static final int SECONDS = 0;
    private static final int MINUTES = 1;
    private static final int HOURS = 2;
    private static final int WEEKDAY = 3;
    private static final int DATE = 4;
    private static final int MONTH = 5;
    private static final int YEAR = 6;

    private static final int TWELVE_HOURS = 1 << 6;
    private static final int AFTERNOON = 1 << 5;
    private static final int CENTURY = 1 << 7;

    /** What no digits can be; so is everything made of it. */
    private static final int IMPOSSIBLE = -1_000;

    private Ds3231Time() {}

    /**
     * As the chip keeps it.
     *
     * @throws IllegalArgumentException outside the years 2000 to 2199
     */
    static byte[] encode(long epochSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        int year = time.getYear();
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw new IllegalArgumentException("a DS3231 cannot be set to the year " + year);
        }
        boolean nextCentury = year >= FIRST_YEAR + YEARS_OF_A_CENTURY;
        byte[] registers = new byte[BYTES];
        registers[SECONDS] = bcd(time.getSecond());
        registers[MINUTES] = bcd(time.getMinute());
        registers[HOURS] = bcd(time.getHour());
        registers[WEEKDAY] = bcd(time.getDayOfWeek().getValue());
        registers[DATE] = bcd(time.getDayOfMonth());
        registers[MONTH] = (byte) (bcd(time.getMonthValue()) | (nextCentury ? CENTURY : 0));
        registers[YEAR] = bcd(year % YEARS_OF_A_CENTURY);
        return registers;
    }

    /**
     * Seconds since 1970 of the first seven bytes; IMPOSSIBLE for what is no time. The day of the week is not looked
     * at.
     */
    static Reading decode(byte[] registers) {
        int seconds = digits(registers[SECONDS]);
        int minutes = digits(registers[MINUTES]);
        int hours = hours(Byte.toUnsignedInt(registers[HOURS]));
        int date = digits(registers[DATE]);
        int month = digits(registers[MONTH] & ~CENTURY);
        int years = digits(registers[YEAR]) + ((registers[MONTH] & CENTURY) == 0 ? 0 : YEARS_OF_A_CENTURY);
        boolean timeIsPossible = in(0, seconds, 59) && in(0, minutes, 59) && in(0, hours, 23);
        boolean monthIsPossible = in(1, month, 12) && years >= 0;
        if (!timeIsPossible || !monthIsPossible) {
            return Reading.failed(ChipFault.IMPOSSIBLE);
        }
        YearMonth of = YearMonth.of(FIRST_YEAR + years, month);
        if (!in(1, date, of.lengthOfMonth())) {
            return Reading.failed(ChipFault.IMPOSSIBLE);
        }
        LocalDateTime time = of.atDay(date).atTime(hours, minutes, seconds);
        return Reading.of(time.toEpochSecond(ZoneOffset.UTC));
    }

    private static int hours(int register) {
        if ((register & TWELVE_HOURS) == 0) {
            return digits(register);
        }
        int hour = digits(register & ~TWELVE_HOURS & ~AFTERNOON);
        boolean afternoon = (register & AFTERNOON) != 0;
        // 12 comes before 1, in the morning as in the afternoon.
        return in(1, hour, 12) ? hour % 12 + (afternoon ? 12 : 0) : IMPOSSIBLE;
    }

    private static boolean in(int least, int value, int most) {
        return value >= least && value <= most;
    }

    private static byte bcd(int value) {
        return (byte) ((value / 10) << 4 | value % 10);
    }

    private static int digits(int register) {
        int tens = register >> 4 & 0xF;
        int ones = register & 0xF;
        return tens <= 9 && ones <= 9 ? tens * 10 + ones : IMPOSSIBLE;
    }
}
