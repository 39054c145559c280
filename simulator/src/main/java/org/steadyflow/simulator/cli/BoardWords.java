package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.steadyflow.simulator.chips.BoardDirectory;
import org.steadyflow.simulator.chips.BusFault;
import org.steadyflow.simulator.chips.BusFaults;
import org.steadyflow.simulator.chips.EmulatedBoard;
import org.steadyflow.simulator.world.HardKey;
import org.steadyflow.simulator.world.World;

/**
 * What a person may do to an emulated board while it runs, as lines of words: pull a plug, hold a bus, press a key. One
 * thread.
 */
final class BoardWords {
    private static final Map<String, BusFault> FAULTS = Map.of(
            "nak", BusFault.NOT_ACKNOWLEDGED,
            "stuck", BusFault.STUCK,
            "low", BusFault.DATA_LOW,
            "extra", BusFault.EXTRA_BYTE,
            "flip", BusFault.BIT_FLIP,
            "echo", BusFault.ECHO_LOST,
            "short", BusFault.SHORT,
            "gone", BusFault.GONE);
    private static final long NS_PER_MS = 1_000_000;
    private static final double PERCENT = 100;
    private static final long MOST_PRESS_MS = 60_000;
    private static final int MOST_TIMES = 1_000_000;

    private final EmulatedBoard board;
    private final BoardDirectory directory;

    BoardWords(EmulatedBoard board, BoardDirectory directory) {
        this.board = board;
        this.directory = directory;
    }

    /** Does what the line says, or answers with a sentence for what it cannot be. */
    String obey(String line) {
        String[] words = line.strip().split(" +", -1);
        try {
            boolean done =
                    switch (words[0]) {
                        case "motor", "i2c-1", "i2c-3" -> strike(faults(words[0]), words);
                        case "mend" -> mend();
                        case "unplug" -> unplug();
                        case "plug" -> plug();
                        case "reset" -> reset();
                        case "press" -> words.length == 3 && press(words[1], milliseconds(words[2]));
                        case "door" -> either(words, "open", World::openDoor, "closed", World::closeDoor);
                        case "power" -> either(words, "off", World::cutPower, "on", World::restorePower);
                        case "mains" ->
                            either(words, "off", now -> now.setMains(false), "on", now -> now.setMains(true));
                        default -> false;
                    };
            return done ? "done: " + line.strip() : "no such thing: " + line.strip();
        } catch (NumberFormatException _) {
            return "a number is missing or too large: " + line.strip();
        } catch (IOException e) {
            return "it cannot be done: " + e.getMessage();
        }
    }

    private BusFaults faults(String bus) {
        return switch (bus) {
            case "i2c-1" -> board.busFaults(EmulatedBoard.CONTROL_BUS);
            case "i2c-3" -> board.busFaults(EmulatedBoard.MONITOR_BUS);
            default -> board.serialFaults();
        };
    }

    private static boolean strike(BusFaults faults, String[] words) {
        boolean isKnown = words.length >= 2 && words.length <= 3 && FAULTS.containsKey(words[1]);
        if (!isKnown) {
            return false;
        }
        BusFault fault = FAULTS.getOrDefault(words[1], BusFault.NONE);
        if (words.length == 2) {
            faults.lasting(fault);
        } else if (words[2].endsWith("%")) {
            faults.rate(fault, share(words[2].substring(0, words[2].length() - 1)));
        } else {
            faults.after(0, fault, Math.clamp(Integer.parseInt(words[2]), 0, MOST_TIMES));
        }
        return true;
    }

    private static double share(String percent) {
        double share = Double.parseDouble(percent) / PERCENT;
        if (!(share >= 0 && share <= 1)) {
            throw new NumberFormatException(percent);
        }
        return share;
    }

    private boolean mend() {
        board.serialFaults().mend();
        board.busFaults(EmulatedBoard.CONTROL_BUS).mend();
        board.busFaults(EmulatedBoard.MONITOR_BUS).mend();
        return true;
    }

    private boolean unplug() throws IOException {
        directory.motor().unplug();
        return true;
    }

    private boolean plug() throws IOException {
        directory.motor().plugIn();
        return true;
    }

    private boolean reset() {
        board.resetMotorDriver();
        return true;
    }

    private boolean press(String key, long ms) {
        switch (key) {
            case "start" -> board.world().touch(now -> now.press(HardKey.START, ms * NS_PER_MS));
            case "stop" -> board.world().touch(now -> now.press(HardKey.STOP, ms * NS_PER_MS));
            case "dose" -> board.world().touch(now -> now.press(HardKey.DOSE, ms * NS_PER_MS));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static long milliseconds(String word) {
        return Math.clamp(Long.parseLong(word), 1, MOST_PRESS_MS);
    }

    private boolean either(
            String[] words, String one, Consumer<World> doesOne, String other, Consumer<World> doesOther) {
        boolean isOne = words.length == 2 && words[1].equals(one);
        boolean isOther = words.length == 2 && words[1].equals(other);
        if (isOne || isOther) {
            board.world().touch(isOne ? doesOne : doesOther);
        }
        return isOne || isOther;
    }
}
