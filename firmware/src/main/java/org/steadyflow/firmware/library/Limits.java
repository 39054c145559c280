package org.steadyflow.firmware.library;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Up to four limits of one quantity, each allowed itself: below or above a soft one a person gives a reason, below or
 * above a hard one nobody goes on.
 */
public record Limits<T>(Optional<T> hardLeast, Optional<T> softLeast, Optional<T> softMost, Optional<T> hardMost) {
    public static <T> Limits<T> none() {
        return new Limits<>(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public boolean isNone() {
        return inOrder().findAny().isEmpty();
    }

    /** Those that are there, from the lowest to the highest. */
    public Stream<T> inOrder() {
        return Stream.of(hardLeast, softLeast, softMost, hardMost).flatMap(Optional::stream);
    }
}
