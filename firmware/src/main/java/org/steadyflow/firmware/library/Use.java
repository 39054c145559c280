package org.steadyflow.firmware.library;

import java.util.List;
import java.util.Map;
import org.steadyflow.firmware.dose.AmountUnit;
import org.steadyflow.firmware.dose.Concentration;
import org.steadyflow.firmware.prescription.Route;

/**
 * What a drug may be given as.
 *
 * @param unit that its doses are counted in
 * @param routes at least one
 * @param regimens at least one
 * @param concentrations the standard ones; empty for any
 * @param concentrationMost the strongest by the end of the line, where that matters
 */
public record Use(
        AmountUnit unit,
        List<Route> routes,
        List<RegimenKind> regimens,
        List<Concentration> concentrations,
        Map<Route, Concentration> concentrationMost) {
    public Use {
        routes = List.copyOf(routes);
        regimens = List.copyOf(regimens);
        concentrations = List.copyOf(concentrations);
        concentrationMost = Map.copyOf(concentrationMost);
        Check.that(!routes.isEmpty(), "no route");
        Check.that(!regimens.isEmpty(), "no regimen");
        boolean isEnteral = routes.contains(Route.ENTERAL);
        Check.that(!isEnteral || routes.size() == 1, "an enteral entry for another route");
    }
}
