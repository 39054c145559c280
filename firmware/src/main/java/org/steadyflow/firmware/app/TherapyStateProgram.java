package org.steadyflow.firmware.app;

import java.util.List;

/** {@code steadyflow therapy-state}: whether software may be changed now. */
final class TherapyStateProgram {
    static final Program PROGRAM = new Program(
                    "therapy-state",
                    ControlProgram.CONFIG,
                    List.of(
                            "Say whether the pump has a therapy: a prescription that was accepted and not ended.",
                            "Control is asked, and where none answers, the journal.",
                            "Exit codes: 0 no therapy; 1 a therapy; 2 bad arguments or configuration; 3 nobody can tell.",
                            ""),
                    List.of(ControlProgram.DATA, ControlProgram.OPERATOR_SOCKET),
                    (given, out) -> {
                        TherapyState state = TherapyState.ask(given.file("data"), given.file("operator-socket"));
                        out.println(state.sentence());
                        return switch (state) {
                            case TherapyState.None _ -> ExitCode.OK;
                            case TherapyState.Open _ -> ExitCode.FAILED;
                            case TherapyState.Unknown _ -> ExitCode.NOT_STARTED;
                        };
                    })
            .besides(ControlProgram.SETTINGS);

    private TherapyStateProgram() {}
}
