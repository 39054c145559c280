package org.steadyflow.hal.chip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class Ds3231TimeProperties {
    private static final long FIRST = 946_684_800L;
    private static final long LAST = 7_258_118_399L;

    private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

    @Property
    void everySecondOfTwoCenturiesComesBack(@ForAll @LongRange(min = FIRST, max = LAST) long second) {
        assertEquals(Reading.of(second), Ds3231Time.decode(Ds3231Time.encode(second)));
    }

    /** The registers read as decimal digits are the date that people write. */
    @Property
    void theRegistersAreTheDigits(@ForAll @LongRange(min = FIRST, max = LAST) long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        byte[] registers = Ds3231Time.encode(second);
        registers[5] &= 0x7F;
        String digits = String.format(
                Locale.ROOT,
                "%02d %02d %02d %02d %02d %02d %02d",
                time.getSecond(),
                time.getMinute(),
                time.getHour(),
                time.getDayOfWeek().getValue(),
                time.getDayOfMonth(),
                time.getMonthValue(),
                time.getYear() % 100);
        assertEquals(digits, HEX.formatHex(registers));
    }

    @Property
    void twelveHourModeIsTheSameTime(@ForAll @LongRange(min = FIRST, max = LAST) long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        int hour = time.getHour() % 12 == 0 ? 12 : time.getHour() % 12;
        byte[] registers = Ds3231Time.encode(second);
        registers[2] = (byte) (0x40 | (time.getHour() >= 12 ? 0x20 : 0) | (hour / 10) << 4 | hour % 10);
        assertEquals(Reading.of(second), Ds3231Time.decode(registers));
    }

    /** Whatever seven bytes hold is a time of these two centuries, or is refused; it never throws. */
    @Property
    void noBytesAreAWrongTime(@ForAll @Size(7) byte[] registers) {
        Reading reading = Ds3231Time.decode(registers);
        if (reading.isGood()) {
            assertTrue(reading.value() >= FIRST && reading.value() <= LAST);
            byte[] again = Ds3231Time.encode(reading.value());
            boolean twelve = (registers[2] & 0x40) != 0;
            for (int i = 0; i < registers.length; i++) {
                if (i != 3 && !(i == 2 && twelve)) {
                    assertEquals(registers[i], again[i], "register " + i);
                }
            }
        } else {
            assertEquals(ChipFault.IMPOSSIBLE, reading.fault());
        }
    }

    @Example
    void whatIsNoTimeIsRefused() {
        String[] impossible = {
            "60 00 00 01 01 01 26", // second 60
            "5A 00 00 01 01 01 26", // a digit above 9
            "80 00 00 01 01 01 26", // a bit that is always 0
            "00 60 00 01 01 01 26",
            "00 00 24 01 01 01 26",
            "00 00 40 01 01 01 26", // hour 0 of 12
            "00 00 53 01 01 01 26", // hour 13 of 12
            "00 00 00 01 00 01 26",
            "00 00 00 01 32 01 26",
            "00 00 00 01 31 04 26",
            "00 00 00 01 29 02 26", // 2026 is no leap year
            "00 00 00 01 29 82 00", // nor is 2100
            "00 00 00 01 01 00 26",
            "00 00 00 01 01 13 26",
            "00 00 00 01 01 01 A0",
            "00 00 00 00 00 00 00",
            "ff ff ff ff ff ff ff",
        };
        for (String registers : impossible) {
            assertEquals(
                    ChipFault.IMPOSSIBLE,
                    Ds3231Time.decode(HEX.parseHex(registers)).fault(),
                    registers);
        }
    }

    @Example
    void theCenturyBitCountsFromTwoThousand() {
        assertEquals(at("2000-02-29T00:00:00Z"), Ds3231Time.decode(HEX.parseHex("00 00 00 02 29 02 00")));
        assertEquals(at("2101-01-01T00:00:00Z"), Ds3231Time.decode(HEX.parseHex("00 00 00 02 01 81 01")));
    }

    @Example
    void otherCenturiesCannotBeKept() {
        assertThrows(IllegalArgumentException.class, () -> Ds3231Time.encode(FIRST - 1));
        assertThrows(IllegalArgumentException.class, () -> Ds3231Time.encode(LAST + 1));
    }

    private static Reading at(String time) {
        return Reading.of(Instant.parse(time).getEpochSecond());
    }
}
