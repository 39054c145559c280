package org.steadyflow.firmware.panel;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the prescriptions are that a panel offers beside a file of the person's own. Each is named by its file name; a
 * signature that stands beside it goes with it, and so does its envelope.
 */
public sealed interface Offering {
    /** As many as the smaller panel shows as keys without scrolling. */
    int MOST = 6;

    /** These, in this order; at most {@link #MOST}. */
    record Files(List<Path> files) implements Offering {
        public Files {
            if (files.size() > MOST) {
                throw new IllegalArgumentException(
                        "at most " + MOST + " examples fit on the panel, not " + files.size());
            }
            files = List.copyOf(files);
        }
    }

    /** The newest {@link #MOST} files {@code *.json} of a folder, which may be missing or change at any time. */
    record Folder(Path folder) implements Offering {}
}
