package org.steadyflow.firmware.control;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Failures of files in words: the exceptions of {@code java.nio.file} carry little more than a path. */
public final class Sentences {
    private Sentences() {}

    /** What failed, without the name of an exception. */
    public static String of(IOException failure) {
        return switch (failure) {
            case FileAlreadyExistsException e -> e.getFile() + " is there and is no directory";
            case NotDirectoryException e -> e.getFile() + " is no directory";
            case NoSuchFileException e -> e.getFile() + " is not there";
            case AccessDeniedException e -> e.getFile() + ": access denied";
            case FileSystemException e -> e.getFile() + ": " + e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
