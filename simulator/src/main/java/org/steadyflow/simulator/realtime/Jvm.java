package org.steadyflow.simulator.realtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts a main of ours in a virtual machine of its own, on the class path of this one. */
final class Jvm {
    // whoever ends this process by a signal ends what it started
    static {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform()
                        .unstarted(() -> ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly)));
    }

    private Jvm() {}

    /** @param log where its standard error goes */
    static Process start(List<String> options, Class<?> main, List<String> arguments, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // standard output is for what the two processes say to each other; the log of a command goes to standard error
        command.add("-Dlogback.configurationFile=steadyflow-logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }
}
