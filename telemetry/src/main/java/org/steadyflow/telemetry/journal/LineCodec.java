package org.steadyflow.telemetry.journal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.steadyflow.telemetry.message.Entry;
import org.steadyflow.telemetry.message.Event;
import org.steadyflow.telemetry.message.Json;
import tools.jackson.core.JacksonException;

/**
 * Turns entries into journal lines and back. Any thread.
 *
 * <p>A line is one flat JSON object, its fields always in this order: {@code schema, pump, seq, boot, monotonic_ms,
 * wall, event}, the event's own fields, {@code prev, crc}. {@code wall} is UTC to the millisecond. {@code prev} is the
 * SHA-256 of the whole line before, without its line end, 64 zeros in the first line. {@code crc} is the CRC-32C of all
 * bytes before the comma in front of it: it finds accidents at a glance, the chain of hashes finds changes.
 */
public final class LineCodec {
    /** Longest line with its line end, in bytes. The text of a prescription rides inside a line. */
    public static final int LIMIT_LINE_BYTES = 64 * 1024;

    /** No line is shorter: the two hashes, the names of the fields. Bounds how many lines fit into a stretch. */
    static final int SHORTEST_LINE_BYTES = 180;

    /** What the first line of a pump's life has as the hash of the line before. */
    public static final String GENESIS = "0".repeat(64);

    private static final Pattern PUMP = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern HEAD = Pattern.compile("\\{\"schema\":(\\d{1,9}),\"pump\":\"([A-Za-z0-9-]{1,64})\","
            + "\"seq\":(\\d{1,19}),\"boot\":(\\d{1,10}),\"monotonic_ms\":(-?\\d{1,19}),\"wall\":\"([^\"]{1,40})\",");
    private static final Pattern TAIL = Pattern.compile(",\"prev\":\"([0-9a-f]{64})\",\"crc\":\"[0-9a-f]{8}\"}");
    private static final int CRC_CHARS = ",\"crc\":\"01234567\"}".length();
    private static final int TAIL_CHARS = ",\"prev\":\"\"".length() + GENESIS.length() + CRC_CHARS;
    private static final DateTimeFormatter WALL =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    private static final HexFormat HEX = HexFormat.of();

    private LineCodec() {}

    /** Refuses a name that could not stand in a line or a topic. */
    static void requirePumpName(String pump) {
        if (!PUMP.matcher(pump).matches()) {
            throw new IllegalArgumentException(
                    "\"" + pump + "\" is no name for a pump: 1 to 64 letters, digits and hyphens");
        }
    }

    /** The line of an entry, without line end. */
    public static String encode(Entry entry, String prev) {
        String event = Json.MAPPER.writerFor(Event.class).writeValueAsString(entry.event());
        StringBuilder line = new StringBuilder(event.length() + 256);
        line.append("{\"schema\":").append(entry.schema());
        line.append(",\"pump\":\"").append(entry.pump());
        line.append("\",\"seq\":").append(entry.seq());
        line.append(",\"boot\":").append(entry.boot());
        line.append(",\"monotonic_ms\":").append(entry.monotonicMs());
        line.append(",\"wall\":\"").append(WALL.format(Instant.ofEpochMilli(entry.wallMs())));
        line.append("\",").append(event, 1, event.length() - 1);
        line.append(",\"prev\":\"").append(prev).append('"');
        String checked = line.toString();
        return checked + crcField(bytesOf(checked));
    }

    /**
     * The entry of a line.
     *
     * @throws BadLineException where the checksum is wrong, or a field is missing, unknown or out of range
     */
    public static Entry decode(String line) throws BadLineException {
        return decode(frame(line), line);
    }

    /** The entry of a line that was read from a journal. */
    public static Entry decode(JournalLine line) throws BadLineException {
        return decode(line.frame(), line.text());
    }

    /** The frame of a line, its checksum compared. */
    public static LineFrame frame(String line) throws BadLineException {
        byte[] bytes = bytesOf(line);
        requireChecksum(bytes);
        return parseFrame(line);
    }

    /** SHA-256 of a line, hex, as the line after it and a receipt carry it. */
    public static String hash(String line) {
        return hash(bytesOf(line));
    }

    /** A whole line out of the bytes of a segment. */
    static JournalLine line(String segment, long position, byte[] bytes) throws BadLineException {
        requireChecksum(bytes);
        String text = textOf(bytes);
        return new JournalLine(segment, position, parseFrame(text), text, hash(bytes));
    }

    static byte[] bytesOf(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Entry decode(LineFrame frame, String line) throws BadLineException {
        if (frame.schema() != Entry.SCHEMA) {
            throw new BadLineException("schema " + frame.schema() + " is not known here, only " + Entry.SCHEMA);
        }
        Matcher head = HEAD.matcher(line);
        if (!head.lookingAt()) {
            throw new BadLineException("the line does not begin as a journal line does");
        }
        String event = "{" + line.substring(head.end(), line.length() - TAIL_CHARS) + "}";
        try {
            return new Entry(
                    frame.schema(),
                    frame.pump(),
                    frame.seq(),
                    frame.boot(),
                    frame.monotonicMs(),
                    frame.wallMs(),
                    Json.MAPPER.readValue(event, Event.class));
        } catch (JacksonException e) {
            throw new BadLineException("the event is not known here: " + e.getOriginalMessage(), e);
        }
    }

    private static void requireChecksum(byte[] bytes) throws BadLineException {
        int checked = bytes.length - CRC_CHARS;
        if (checked <= 0) {
            throw new BadLineException("too short for a line");
        }
        String expected = crcField(Arrays.copyOf(bytes, checked));
        String found = new String(bytes, checked, CRC_CHARS, StandardCharsets.ISO_8859_1);
        if (!expected.equals(found)) {
            throw new BadLineException("the checksum does not fit");
        }
    }

    private static LineFrame parseFrame(String line) throws BadLineException {
        Matcher head = HEAD.matcher(line);
        Matcher tail = TAIL.matcher(line);
        boolean framed = line.length() > TAIL_CHARS
                && head.lookingAt()
                && tail.region(line.length() - TAIL_CHARS, line.length()).matches();
        if (!framed) {
            throw new BadLineException("the fields are not those of a journal line");
        }
        try {
            return new LineFrame(
                    Integer.parseInt(head.group(1)),
                    head.group(2),
                    Long.parseLong(head.group(3)),
                    Integer.parseInt(head.group(4)),
                    Long.parseLong(head.group(5)),
                    Instant.parse(head.group(6)).toEpochMilli(),
                    tail.group(1));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new BadLineException("a number or the time is out of range", e);
        }
    }

    private static String crcField(byte[] checked) {
        CRC32C crc = new CRC32C();
        crc.update(checked, 0, checked.length);
        return ",\"crc\":\"" + HEX.toHexDigits((int) crc.getValue()) + "\"}";
    }

    private static String hash(byte[] bytes) {
        try {
            return HEX.formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String textOf(byte[] bytes) throws BadLineException {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new BadLineException("the line is not UTF-8", e);
        }
    }
}
