package org.steadyflow.simulator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a command says on standard error when it cannot do what it was asked: one sentence, and where to read more. */
final class Complaints {
    private Complaints() {}

    /** Bad arguments: what is wrong, and the short form of the usage. */
    static int ofArguments(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        UnmatchedArgumentException.printSuggestions(wrong, err);
        err.print(command.getHelp().fullSynopsis());
        err.println(command.getCommandSpec().qualifiedName() + " --help says more.");
        return ExitCode.BAD_INPUT;
    }

    /** A file that failed is said in a sentence; anything else is a defect of ours, and shows where. */
    static int ofExecution(Exception failed, CommandLine command, ParseResult parsed) throws Exception {
        IOException file =
                switch (failed) {
                    case UncheckedIOException e -> Objects.requireNonNull(e.getCause());
                    case IOException e -> e;
                    default -> throw failed;
                };
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + sentence(file));
        return ExitCode.BAD_INPUT;
    }

    /** The exceptions of {@code java.nio.file} carry little more than a path. */
    static String sentence(IOException failure) {
        return switch (failure) {
            case FileAlreadyExistsException e -> e.getFile() + " is there and is no folder";
            case NotDirectoryException e -> e.getFile() + " is no folder";
            case NoSuchFileException e -> e.getFile() + " is not there";
            case AccessDeniedException e -> e.getFile() + ": access denied";
            case FileSystemException e -> e.getFile() + ": " + e.getReason();
            default -> String.valueOf(failure.getMessage());
        };
    }
}
