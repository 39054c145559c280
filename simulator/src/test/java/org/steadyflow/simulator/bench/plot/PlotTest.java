package org.steadyflow.simulator.bench.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

@Tag("REQ-201")
class PlotTest {
    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    @Test
    void aPictureIsAFileThatStandsAlone() throws Exception {
        String svg = new Plot("A < B & \"C\"", Axis.linear("x, min", 0, 10), Axis.linear("y, %", -5, 5))
                .band(-1, 1, Ink.TARGET, "target <1 %")
                .line(List.of(new Plot.Point(0, 0), new Plot.Point(10, 3)), Ink.OURS, "ours")
                .range(5, -2, 2, Ink.KNOWN, "known")
                .svg();
        Document document = parsed(svg);

        assertEquals("svg", document.getDocumentElement().getTagName());
        assertEquals(
                "A < B & \"C\"", document.getElementsByTagName("title").item(0).getTextContent());
        assertTrue(svg.contains("x, min") && svg.contains("y, %"), svg);
    }

    @Test
    void aPointStandsWhereTheAxesSay() {
        String svg = new Plot("p", Axis.linear("x", 0, 10), Axis.linear("y", 0, 10), 200)
                .dots(List.of(new Plot.Point(0, 0), new Plot.Point(10, 10)), Ink.OURS, "")
                .svg();

        assertTrue(svg.contains("<circle cx=\"70\" cy=\"246\""), svg);
        assertTrue(svg.contains("<circle cx=\"620\" cy=\"46\""), svg);
    }

    @Test
    void decadesAreEvenOnALogarithmicAxis() {
        Axis axis = Axis.logarithmic("rate", 0.1, 1_000, 1);

        assertEquals(0.25, axis.share(1), 1e-9);
        assertEquals(0.5, axis.share(10), 1e-9);
        assertEquals(0, axis.share(0.001), 1e-9);
    }

    @Test
    void anAxisThatLeadsNowhereIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Axis.linear("x", 1, 1));
        assertThrows(IllegalArgumentException.class, () -> Axis.logarithmic("x", 0, 1));
    }
}
