package org.steadyflow.hal.pi;

import com.pi4j.library.linuxfs.LinuxFile;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long Linux lets one transfer on an I2C bus take: a second, unless it is told otherwise. */
final class I2cAdapter {
    private static final Logger LOG = LoggerFactory.getLogger(I2cAdapter.class);

    /** Of linux/i2c-dev.h; it counts in 10 ms. */
    private static final long I2C_TIMEOUT = 0x0702;

    /** 20 ms: the longest transfer of a board takes 1 ms. */
    private static final int WITHIN = 2;

    private I2cAdapter() {}

    /** Holds for everybody who uses this bus, until Linux starts again. A bus that refuses keeps its second. */
    static void limitWait(Path device) {
        try (LinuxFile file = new LinuxFile(device.toString(), "rw")) {
            file.ioctl(I2C_TIMEOUT, WITHIN);
        } catch (IOException e) {
            LOG.warn("{} keeps its own time-out, and a tick may wait for it: {}", device, e.getMessage());
        }
    }
}
