package org.steadyflow.firmware.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.steadyflow.firmware.update.BundleWriter;
import org.steadyflow.firmware.update.Manifest;
import org.steadyflow.telemetry.message.Signatures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code steadyflow update make}: makes and signs a bundle, on the vendor's machine. */
@Command(
        name = "make",
        mixinStandardHelpOptions = true,
        description = {"Make a bundle of images and sign it. This is for the vendor's machine, never for a pump.", ""},
        footer = {
            "",
            "Example:",
            "  steadyflow update make --version-of-it 1.4.0 --board reference-1 --key vendor.key \\",
            "             --out steadyflow-1.4.0.bundle boot.img root.img"
        })
final class UpdateMakeCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private CommandSpec spec;

    @Option(names = "--version-of-it", required = true, paramLabel = "VERSION", description = "For example 1.4.0.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private String version;

    @Option(
            names = "--board",
            required = true,
            paramLabel = "NAME",
            description = "A board that it runs on; repeat it.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private List<String> boards;

    @Option(names = "--key", required = true, paramLabel = "KEYFILE", description = "The vendor's key pair.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path key;

    @Option(names = "--out", required = true, paramLabel = "BUNDLE", description = "Where the bundle goes.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private Path out;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The images, in the order of their writing.")
    @SuppressWarnings("NullAway.Init") // set by picocli before call()
    private List<Path> files;

    @Override
    public Integer call() {
        try {
            Manifest made = BundleWriter.write(out, version, boards, files, Signatures.readKeys(key));
            spec.commandLine().getOut().println(out + " is version " + made.version() + ", signed.");
            return ExitCode.OK;
        } catch (IOException e) {
            spec.commandLine().getErr().println("steadyflow update make: " + e.getMessage());
            return ExitCode.BAD_INPUT;
        }
    }
}
