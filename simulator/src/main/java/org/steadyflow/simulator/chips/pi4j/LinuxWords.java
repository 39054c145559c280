package org.steadyflow.simulator.chips.pi4j;

import com.pi4j.io.exception.IOException;
import org.steadyflow.hal.bus.BusResult;

/** A fault of a line as Linux would put it, and Pi4J hand it on. */
final class LinuxWords {
    private LinuxWords() {}

    /** Throws for what Linux calls an error; a transfer that ended early is none. */
    static void check(String what, BusResult result) {
        switch (result) {
            case OK, SHORT -> {}
            case NOT_ACKNOWLEDGED -> throw new IOException(what + ": Remote I/O error");
            // what a Raspberry Pi says of a clock that is held low
            case TIMED_OUT -> throw new IOException(what + ": Input/output error");
            case GONE -> throw new IOException(what + ": No such device");
        }
    }
}
