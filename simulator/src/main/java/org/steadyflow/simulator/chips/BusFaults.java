package org.steadyflow.simulator.chips;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Random;

/**
 * What goes wrong on one bus, and when: written down transfer by transfer, for as long as it is not mended, or drawn
 * from a seed at a rate. A transfer is one I2C transaction, or one datagram that the serial line carries. Any thread.
 */
public final class BusFaults {
    private final Random random;
    private final Queue<BusFault> script = new ArrayDeque<>();
    private final Map<BusFault, Double> rates = new EnumMap<>(BusFault.class);
    private BusFault lasting = BusFault.NONE;
    private long transfers;
    private long struck;

    /** Nothing goes wrong until asked for. */
    public BusFaults(long seed) {
        this.random = new Random(seed);
    }

    /** So many transfers pass, then {@code fault} strikes so many; comes after what was written down before. */
    public synchronized void after(int passing, BusFault fault, int times) {
        for (int i = 0; i < passing; i++) {
            script.add(BusFault.NONE);
        }
        for (int i = 0; i < times; i++) {
            script.add(fault);
        }
    }

    /** Strikes the next transfer. */
    public void next(BusFault fault) {
        after(0, fault, 1);
    }

    /** Strikes every transfer until {@link #mend}. */
    public synchronized void lasting(BusFault fault) {
        lasting = fault;
    }

    /**
     * Strikes by chance.
     *
     * @param probability of each transfer to be struck, 0 to 1
     */
    public synchronized void rate(BusFault fault, double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability is from 0 to 1, not " + probability);
        }
        rates.put(fault, probability);
    }

    /** The bus is whole again: script, lasting fault and rates are gone. */
    public synchronized void mend() {
        script.clear();
        rates.clear();
        lasting = BusFault.NONE;
    }

    /** Transfers so far, whole or not. */
    public synchronized long transfers() {
        return transfers;
    }

    /** Transfers that a fault struck. */
    public synchronized long struck() {
        return struck;
    }

    /** What strikes the transfer that begins now. */
    synchronized BusFault draw() {
        transfers++;
        BusFault fault = drawn();
        if (fault != BusFault.NONE) {
            struck++;
        }
        return fault;
    }

    private BusFault drawn() {
        BusFault written = script.poll();
        if (written != null && written != BusFault.NONE) {
            return written;
        }
        if (lasting != BusFault.NONE) {
            return lasting;
        }
        for (Map.Entry<BusFault, Double> rate : rates.entrySet()) {
            if (random.nextDouble() < rate.getValue()) {
                return rate.getKey();
            }
        }
        return BusFault.NONE;
    }

    /** Which of two ways a bit flip takes. */
    synchronized boolean toss() {
        return random.nextBoolean();
    }

    /** Turns one bit over, anywhere in these bytes. */
    synchronized void flip(byte[] bytes) {
        if (bytes.length > 0) {
            int bit = random.nextInt(bytes.length * Byte.SIZE);
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
    }
}
