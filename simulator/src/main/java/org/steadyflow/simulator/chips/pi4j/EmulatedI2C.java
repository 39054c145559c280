package org.steadyflow.simulator.chips.pi4j;

import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBus;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.steadyflow.hal.bus.BusResult;
import org.steadyflow.hal.bus.I2cLink;

/** One address of an emulated bus. A register is written before it is read with a repeated start, as by LinuxFS. */
final class EmulatedI2C extends I2CBase<EmulatedI2C.Bus> {
    private static final byte[] NOTHING = new byte[0];

    private final I2cLink link;
    private final int address;

    EmulatedI2C(I2CProvider provider, I2CConfig config, I2cLink link) {
        super(provider, config, new Bus());
        this.link = link;
        this.address = config.device();
    }

    /** Each transfer has the bus for itself anyway. */
    static final class Bus implements I2CBus {
        @Override
        public synchronized <R> R execute(I2C device, Callable<R> action) {
            try {
                return action.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public int read() {
        return readRegister(NOTHING);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        return readRegister(NOTHING, buffer, offset, length);
    }

    @Override
    public int write(byte b) {
        return write(new byte[] {b}, 0, 1);
    }

    @Override
    public int write(byte[] data, int offset, int length) {
        return writeRegister(NOTHING, data, offset, length);
    }

    @Override
    public int readRegister(int register) {
        return readRegister(new byte[] {(byte) register});
    }

    @Override
    public int readRegister(int register, byte[] buffer, int offset, int length) {
        return readRegister(new byte[] {(byte) register}, buffer, offset, length);
    }

    @Override
    public int readRegister(byte[] register, byte[] buffer, int offset, int length) {
        byte[] in = new byte[length];
        int count = transfer(register, in, length);
        System.arraycopy(in, 0, buffer, offset, count);
        return count;
    }

    private int readRegister(byte[] register) {
        byte[] in = new byte[1];
        return transfer(register, in, 1) == 1 ? in[0] & 0xFF : -1;
    }

    @Override
    public int writeRegister(int register, byte b) {
        return writeRegister(register, new byte[] {b}, 0, 1);
    }

    @Override
    public int writeRegister(int register, byte[] data, int offset, int length) {
        return writeRegister(new byte[] {(byte) register}, data, offset, length);
    }

    @Override
    public int writeRegister(byte[] register, byte[] data, int offset, int length) {
        byte[] out = Arrays.copyOf(register, register.length + length);
        System.arraycopy(data, offset, out, register.length, length);
        return transfer(out, NOTHING, length);
    }

    /** Bytes that got through of {@code wanted}; the first half where it ended early. */
    private int transfer(byte[] out, byte[] in, int wanted) {
        BusResult result = link.transfer(address, out, in);
        LinuxWords.check("I2C " + config().bus() + " device " + address, result);
        return result == BusResult.SHORT ? wanted / 2 : wanted;
    }
}
