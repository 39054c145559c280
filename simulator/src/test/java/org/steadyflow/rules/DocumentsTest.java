package org.steadyflow.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentsTest {
    /** The target of a Markdown link or image that is no address of another site and no place on the same page. */
    private static final Pattern LOCAL_LINK = Pattern.compile("]\\((?!\\w+:|#)([^)#\\s]+)");

    @Test
    void everyLinkBetweenPagesLeadsSomewhere() {
        assertFalse(Tree.pages().isEmpty(), "no pages found");
        assertEquals(List.of(), deadLinks(Tree.pages()));
    }

    @Test
    void aDeadLinkIsFound(@TempDir Path directory) throws IOException {
        Path page = Files.writeString(
                directory.resolve("page.md"), "[here](page.md) [gone](gone.md#part) [net](https://example.org)");
        assertEquals(List.of(page + " -> gone.md"), deadLinks(List.of(page)));
    }

    private static List<String> deadLinks(Collection<Path> pages) {
        List<String> dead = new ArrayList<>();
        for (Path page : pages) {
            Path directory = Objects.requireNonNull(page.getParent());
            Matcher link = LOCAL_LINK.matcher(Tree.read(page));
            while (link.find()) {
                if (!Files.exists(directory.resolve(link.group(1)))) {
                    dead.add(page + " -> " + link.group(1));
                }
            }
        }
        return dead;
    }
}
