package org.steadyflow.simulator.bench.plot;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A picture with two axes. What is drawn first lies below; {@link #svg} closes it. Labels that are not empty stand in
 * the legend, each once. One thread.
 */
public final class Plot {
    private static final int WIDTH = 640;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 46;
    private static final int BOTTOM = 58;
    private static final int LEGEND_LINE = 21;
    private static final int LEGEND_CHAR = 7;
    private static final int LEGEND_SWATCH = 44;
    private static final String FONT = "font-family=\"system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif\"";
    private static final String TEXT = "#24303a";
    private static final String FAINT = "#66727d";
    private static final String GRID = "#e4e8ec";

    private final String title;
    private final Axis x;
    private final Axis y;
    private final int height;
    private final StringBuilder below = new StringBuilder();
    private final StringBuilder above = new StringBuilder();
    private final Map<String, String> legend = new LinkedHashMap<>();

    public Plot(String title, Axis x, Axis y) {
        this(title, x, y, 270);
    }

    /** @param height of the field between the axes, pixels */
    public Plot(String title, Axis x, Axis y, int height) {
        this.title = title;
        this.x = x;
        this.y = y;
        this.height = height;
    }

    /** A point in the units of the axes. */
    public record Point(double x, double y) {}

    /** A field from one value of y to another, over the whole width; beyond the axis it is cut. */
    public Plot band(double fromY, double toY, Ink ink, String label) {
        return field(x.from(), x.to(), fromY, toY, ink, label);
    }

    /** A rectangle that lies under everything else. */
    public Plot field(double fromX, double toX, double fromY, double toY, Ink ink, String label) {
        below.append(rectangle(fromX, toX, fromY, toY, ink.colour(), 1));
        note(label, "<rect width=\"22\" height=\"12\" y=\"-10\" fill=\"" + ink.colour() + "\"/>");
        return this;
    }

    /** A bar, a cell: a rectangle above the grid. */
    public Plot bar(double fromX, double toX, double fromY, double toY, Ink ink, double opacity, String label) {
        above.append(rectangle(fromX, toX, fromY, toY, ink.colour(), opacity));
        note(
                label,
                "<rect width=\"22\" height=\"12\" y=\"-10\" fill=\"" + ink.colour() + "\" fill-opacity=\""
                        + number(opacity) + "\"/>");
        return this;
    }

    /** A dashed line over the whole width. */
    public Plot level(double atY, Ink ink, String label) {
        return path(List.of(new Point(x.from(), atY), new Point(x.to(), atY)), ink, 1.4, true, label);
    }

    /** A dashed line over the whole height. */
    public Plot upright(double atX, Ink ink, String label) {
        return path(List.of(new Point(atX, y.from()), new Point(atX, y.to())), ink, 1.4, true, label);
    }

    public Plot line(List<Point> points, Ink ink, String label) {
        return path(points, ink, 2, false, label);
    }

    public Plot thinLine(List<Point> points, Ink ink, String label) {
        return path(points, ink, 1, false, label);
    }

    public Plot dashed(List<Point> points, Ink ink, String label) {
        return path(points, ink, 1.6, true, label);
    }

    private Plot path(List<Point> points, Ink ink, double width, boolean isDashed, String label) {
        StringBuilder d = new StringBuilder();
        for (Point point : points) {
            d.append(d.isEmpty() ? "M" : "L")
                    .append(number(px(point.x())))
                    .append(' ')
                    .append(number(py(point.y())));
        }
        String style = "fill=\"none\" stroke=\"" + ink.colour() + "\" stroke-width=\"" + number(width) + "\""
                + (isDashed ? " stroke-dasharray=\"6 4\"" : "") + " stroke-linejoin=\"round\"";
        above.append("<path d=\"").append(d).append("\" ").append(style).append("/>\n");
        note(label, "<path d=\"M0 -4H22\" " + style + "/>");
        return this;
    }

    public Plot dots(List<Point> points, Ink ink, String label) {
        for (Point point : points) {
            above.append(dot(px(point.x()), py(point.y()), ink)).append('\n');
        }
        note(label, dot(11, -4, ink));
        return this;
    }

    private static String dot(double atX, double atY, Ink ink) {
        return "<circle cx=\"" + number(atX) + "\" cy=\"" + number(atY) + "\" r=\"3.6\" fill=\"" + ink.colour()
                + "\" fill-opacity=\"0.85\"/>";
    }

    /** A pale area inside these points. */
    public Plot area(List<Point> points, Ink ink) {
        StringBuilder d = new StringBuilder();
        for (Point point : points) {
            d.append(d.isEmpty() ? "M" : "L")
                    .append(number(px(point.x())))
                    .append(' ')
                    .append(number(py(point.y())));
        }
        above.append("<path d=\"").append(d).append("Z\" fill=\"" + ink.colour() + "\" fill-opacity=\"0.25\"/>\n");
        return this;
    }

    /** From one value of y to another at one place, with ends. */
    public Plot range(double atX, double fromY, double toY, Ink ink, String label) {
        double centre = px(atX);
        String d = "M" + number(centre - 6) + " " + number(py(fromY)) + "h12M" + number(centre - 6) + " "
                + number(py(toY)) + "h12M" + number(centre) + " " + number(py(fromY)) + "V" + number(py(toY));
        String style = "fill=\"none\" stroke=\"" + ink.colour() + "\" stroke-width=\"2\"";
        above.append("<path d=\"").append(d).append("\" ").append(style).append("/>\n");
        note(label, "<path d=\"M5 -10h12M5 2h12M11 -10V2\" " + style + "/>");
        return this;
    }

    /** Words at a place, centred on it. */
    public Plot words(double atX, double atY, String words, boolean isPale) {
        above.append("<text x=\"")
                .append(number(px(atX)))
                .append("\" y=\"")
                .append(number(py(atY) + 4))
                .append("\" text-anchor=\"middle\" font-size=\"12\" fill=\"")
                .append(isPale ? "#ffffff" : TEXT)
                .append("\">")
                .append(escape(words))
                .append("</text>\n");
        return this;
    }

    /** Words that begin a little right of a place. */
    public Plot wordsFrom(double fromX, double atY, String words) {
        above.append("<text x=\"")
                .append(number(px(fromX) + 8))
                .append("\" y=\"")
                .append(number(py(atY) + 4))
                .append("\" font-size=\"12\">")
                .append(escape(words))
                .append("</text>\n");
        return this;
    }

    private String rectangle(double fromX, double toX, double fromY, double toY, String colour, double opacity) {
        double left = Math.min(px(fromX), px(toX));
        double top = Math.min(py(fromY), py(toY));
        return "<rect x=\"" + number(left) + "\" y=\"" + number(top) + "\" width=\""
                + number(Math.abs(px(toX) - px(fromX))) + "\" height=\"" + number(Math.abs(py(toY) - py(fromY)))
                + "\" fill=\"" + colour + "\" fill-opacity=\"" + number(opacity) + "\"/>\n";
    }

    private void note(String label, String swatch) {
        if (!label.isEmpty()) {
            legend.putIfAbsent(label, swatch);
        }
    }

    /** The whole picture, as a file or inside a page. */
    public String svg() {
        StringBuilder key = new StringBuilder();
        int total = TOP + height + BOTTOM + drawLegend(key);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + total + "\" role=\"img\" "
                + FONT + " font-size=\"14\" fill=\"" + TEXT + "\">\n<title>" + escape(title) + "</title>\n"
                + "<rect width=\"" + WIDTH + "\" height=\"" + total + "\" fill=\"#ffffff\"/>\n"
                + "<text x=\"" + LEFT + "\" y=\"26\" font-size=\"16\" font-weight=\"600\">" + escape(title)
                + "</text>\n" + below + axes() + above + key + "</svg>\n";
    }

    private String axes() {
        StringBuilder axes = new StringBuilder();
        int bottom = TOP + height;
        for (Axis.Tick tick : y.ticks()) {
            String at = number(py(tick.at()));
            axes.append("<path d=\"M" + LEFT + " " + at + "H" + (WIDTH - RIGHT) + "\" stroke=\"" + GRID + "\"/>\n");
            axes.append("<text x=\"" + (LEFT - 8) + "\" y=\"" + number(py(tick.at()) + 4)
                    + "\" text-anchor=\"end\" fill=\"" + FAINT + "\">" + escape(tick.text()) + "</text>\n");
        }
        for (Axis.Tick tick : x.ticks()) {
            String at = number(px(tick.at()));
            axes.append("<path d=\"M" + at + " " + bottom + "v5\" stroke=\"" + FAINT + "\"/>\n");
            axes.append("<text x=\"" + at + "\" y=\"" + (bottom + 20) + "\" text-anchor=\"middle\" fill=\"" + FAINT
                    + "\">" + escape(tick.text()) + "</text>\n");
        }
        axes.append("<path d=\"M" + LEFT + " " + TOP + "V" + bottom + "H" + (WIDTH - RIGHT)
                + "\" fill=\"none\" stroke=\"" + FAINT + "\"/>\n");
        axes.append("<text x=\"" + (LEFT + (WIDTH - LEFT - RIGHT) / 2) + "\" y=\"" + (bottom + 42)
                + "\" text-anchor=\"middle\">" + escape(x.label()) + "</text>\n");
        axes.append("<text transform=\"translate(17 " + (TOP + height / 2) + ") rotate(-90)\" text-anchor=\"middle\">"
                + escape(y.label()) + "</text>\n");
        return axes.toString();
    }

    /** @return how much room it takes below the axes, pixels */
    private int drawLegend(StringBuilder key) {
        int atX = LEFT;
        int line = 0;
        for (Map.Entry<String, String> entry : legend.entrySet()) {
            int wide = LEGEND_SWATCH + entry.getKey().length() * LEGEND_CHAR;
            if (atX > LEFT && atX + wide > WIDTH) {
                atX = LEFT;
                line++;
            }
            int atY = TOP + height + BOTTOM + 12 + line * LEGEND_LINE;
            key.append("<g transform=\"translate(" + atX + " " + atY + ")\">" + entry.getValue()
                    + "<text x=\"28\" font-size=\"13\">" + escape(entry.getKey()) + "</text></g>\n");
            atX += wide;
        }
        return legend.isEmpty() ? 0 : (line + 1) * LEGEND_LINE + 4;
    }

    private double px(double value) {
        return LEFT + x.share(value) * (WIDTH - LEFT - RIGHT);
    }

    private double py(double value) {
        return TOP + (1 - y.share(value)) * height;
    }

    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.1f", value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
