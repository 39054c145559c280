package org.steadyflow.firmware.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.steadyflow.telemetry.message.OperatorMessage;

/**
 * Shows the panel in every state, for eyes: one fake pump and one panel each, addresses on standard output. Ends when
 * its standard input does. Arguments are example prescription files.
 */
final class PanelGallery {
    private static final long STATUS_MS = 250;

    /** One state on show. */
    private record Exhibit(FakePump pump, OperatorMessage.Status status) {}

    private PanelGallery() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> examples = List.of(arguments).stream().map(Path::of).toList();
        List<Exhibit> exhibits = new ArrayList<>();
        Path directory = Files.createTempDirectory("panel");
        for (var state : PumpStates.all().entrySet()) {
            Path socket = directory.resolve(state.getKey());
            exhibits.add(new Exhibit(FakePump.at(socket), state.getValue()));
            show(state.getKey(), socket, examples);
        }
        show("no-contact", directory.resolve("nobody"), examples);
        Path refusing = directory.resolve("refusing");
        FakePump refuser = FakePump.at(refusing);
        refuser.refuse(
                "regimen.rate: 0 mL/h is outside 0.1 mL/h to 1,000 mL/h.",
                "drug.name is missing.",
                "container.volume: 80 mL holds less than the 100 mL that the regimen gives.",
                "OCCLUSION_DOWNSTREAM holds; remove its cause and acknowledge it");
        exhibits.add(new Exhibit(refuser, PumpStates.idle()));
        show("refusing", refusing, examples);
        Thread.ofPlatform().daemon().start(() -> talk(exhibits));
        System.in.readAllBytes();
        System.exit(0);
    }

    private static void show(String name, Path socket, List<Path> examples) throws IOException {
        @SuppressWarnings("resource") // lives as long as this process
        Panel panel = Panel.start(new PanelSettings(socket, 0, examples));
        System.out.println(name + " " + panel.address());
    }

    private static void talk(List<Exhibit> exhibits) {
        try {
            while (true) {
                exhibits.forEach(exhibit -> exhibit.pump().say(exhibit.status()));
                Thread.sleep(STATUS_MS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
