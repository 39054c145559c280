package org.steadyflow.telemetry.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts the bytes of one segment into whole lines, bad stretches between them, and the rest after the last whole line. A
 * bad stretch ends where a whole line begins, so one flipped bit costs one line, or two where it hit a line end.
 */
final class SegmentScan {
    /** One stretch of the segment. */
    sealed interface Piece {}

    /** A whole line. {@code end} is the position after its line end. */
    record Whole(JournalLine line, long end) implements Piece {}

    /** No line, but a whole line follows. */
    record Bad(long position, long length, String what) implements Piece {}

    /**
     * What follows the last whole line.
     *
     * @param length bytes up to the last that is not zero: 0 where all is free
     * @param tear it looks as a write cut short looks, so no line was lost that had been committed
     */
    record Rest(long position, long length, boolean tear, String what) implements Piece {}

    /** A segment is at most this long; a longer file is damage of its own. */
    static final int LIMIT_SEGMENT_BYTES = 16 * 1024 * 1024;

    private final String segment;
    private final long base;
    private final byte[] bytes;
    private int cursor;
    private Optional<Whole> ahead = Optional.empty();

    private SegmentScan(String segment, long base, byte[] bytes) {
        this.segment = segment;
        this.base = base;
        this.bytes = bytes;
    }

    /** Scans what the file holds from {@code position} on, as it is now. */
    static SegmentScan of(String segment, StoredFile file, long position) throws IOException {
        long length = Math.max(0, file.size() - position);
        if (length > LIMIT_SEGMENT_BYTES) {
            throw new IOException(segment + ": a file of " + file.size() + " bytes is no journal segment");
        }
        ByteBuffer target = ByteBuffer.allocate((int) length);
        int count = file.read(position, target);
        return new SegmentScan(segment, position, Arrays.copyOf(target.array(), count));
    }

    /** The next piece; after a {@link Rest} the same again. */
    Piece next() {
        if (ahead.isPresent()) {
            Whole whole = ahead.orElseThrow();
            ahead = Optional.empty();
            cursor = (int) (whole.end() - base);
            return whole;
        }
        int from = cursor;
        String what = "";
        for (int start = from; ; ) {
            int end = indexOfLineEnd(start);
            if (end < 0) {
                return rest(from, what);
            }
            try {
                Whole whole = wholeLine(start, end);
                return start == from ? take(whole) : badBefore(whole, from, start, what);
            } catch (BadLineException e) {
                what = what.isEmpty() ? reason(start, e) : what;
                start = end + 1;
            }
        }
    }

    private Whole wholeLine(int start, int end) throws BadLineException {
        if (end - start >= LineCodec.LIMIT_LINE_BYTES) {
            throw new BadLineException("longer than any line");
        }
        JournalLine line = LineCodec.line(segment, base + start, Arrays.copyOfRange(bytes, start, end));
        return new Whole(line, base + end + 1);
    }

    private Whole take(Whole whole) {
        cursor = (int) (whole.end() - base);
        return whole;
    }

    private Bad badBefore(Whole whole, int from, int start, String what) {
        ahead = Optional.of(whole);
        return new Bad(base + from, start - from, what);
    }

    private Rest rest(int from, String what) {
        int last = bytes.length;
        while (last > from && bytes[last - 1] == 0) {
            last--;
        }
        boolean tear = what.isEmpty() && !isWholeButForItsEnd(from, last);
        return new Rest(base + from, last - from, tear, what.isEmpty() ? "the last line has no end" : what);
    }

    /** A tear leaves nothing behind a whole line but its line end: another byte there was a line end once. */
    private boolean isWholeButForItsEnd(int from, int last) {
        try {
            return last > from && wholeLine(from, last - 1).end() > 0;
        } catch (BadLineException e) {
            return false;
        }
    }

    private String reason(int start, BadLineException e) {
        return bytes[start] == 0 ? "zeros where a line should stand" : String.valueOf(e.getMessage());
    }

    private int indexOfLineEnd(int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
