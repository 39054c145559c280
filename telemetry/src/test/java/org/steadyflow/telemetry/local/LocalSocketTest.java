package org.steadyflow.telemetry.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.steadyflow.telemetry.Eventually.eventually;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSocketTest {
    @TempDir
    Path dir;

    private Path path;
    private LocalServer server;
    private final Transcript atServer = new Transcript();

    @BeforeEach
    void start() throws IOException {
        path = dir.resolve("control.sock");
        server = LocalServer.start(path, peer -> new Echo(peer, atServer));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void linesGoBothWaysInOrder() throws Exception {
        List<String> sent =
                IntStream.range(0, 500).mapToObj(i -> "line " + i + " é\u0000").toList();
        Transcript atClient = new Transcript();
        try (LocalClient client = LocalClient.connect(path, atClient)) {
            sent.forEach(line -> assertTrue(client.send(line)));
            eventually("all echoed", () -> atClient.lines.size() == sent.size());
        }
        assertEquals(sent, atClient.lines);
        assertEquals(sent, atServer.lines);
    }

    @Test
    void theLongestLinePassesAndALongerOneIsRefusedAtTheSender() throws Exception {
        String longest = "x".repeat(LocalLimits.LINE_BYTES - 1);
        Transcript atClient = new Transcript();
        try (LocalClient client = LocalClient.connect(path, atClient)) {
            client.send(longest);
            eventually("echoed", () -> atClient.lines.size() == 1);
            assertEquals(longest, atClient.lines.getFirst());
            assertThrows(IllegalArgumentException.class, () -> client.send(longest + "x"));
            assertThrows(IllegalArgumentException.class, () -> client.send("two\nlines"));
        }
    }

    @Test
    @Tag("REQ-120")
    void onlyTheOwnerMayConnect() throws IOException {
        assertEquals(PosixFilePermissions.fromString("rw-------"), Files.getPosixFilePermissions(path));
    }

    @Test
    @Tag("REQ-120")
    void inAFolderThatIsMadeForAGroupTheGroupMayConnectToo() throws IOException {
        Path folder = Files.createDirectory(path.resolveSibling("for-a-group"));
        Files.setAttribute(folder, "unix:mode", 02750);
        try (LocalServer _ = LocalServer.start(folder.resolve("socket"), _ -> new Transcript())) {
            assertEquals(
                    PosixFilePermissions.fromString("rw-rw----"),
                    Files.getPosixFilePermissions(folder.resolve("socket")));
        }
    }

    @Test
    void aBroadcastReachesEveryPeer() throws Exception {
        Transcript one = new Transcript();
        Transcript two = new Transcript();
        try (LocalClient first = LocalClient.connect(path, one);
                LocalClient second = LocalClient.connect(path, two)) {
            eventually("both there", () -> server.peers() == 2);
            server.broadcast("hello");
            eventually("both heard", () -> one.lines.contains("hello") && two.lines.contains("hello"));
            assertTrue(first.send("a") && second.send("b"));
        }
        eventually("both gone", () -> server.peers() == 0);
    }

    @Test
    @Tag("REQ-121")
    void aPeerThatNeverReadsIsCutOffAndBlocksNobody() throws Exception {
        Transcript reader = new Transcript();
        try (SocketChannel deaf = SocketChannel.open(UnixDomainSocketAddress.of(path));
                LocalClient client = LocalClient.connect(path, reader)) {
            eventually("both there", () -> server.peers() == 2);
            String line = "y".repeat(10_000);
            int sent = 0;
            while (server.peers() == 2 && sent < 10_000) {
                server.broadcast(line);
                sent++;
                int expected = sent;
                eventually("the other one reads along", () -> reader.lines.size() == expected);
            }
            assertTrue(deaf.isOpen());
            eventually("the deaf one is cut off", () -> server.peers() == 1);
            assertTrue(atServer.endings.getFirst().startsWith("the peer does not read"), atServer.endings.toString());
            assertTrue(client.send("still here"));
        }
    }

    @Test
    @Tag("REQ-121")
    void aLineWithoutEndIsCutOffAtTheLimit() throws Exception {
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            ByteBuffer endless = ByteBuffer.allocate(LocalLimits.LINE_BYTES + 1);
            while (endless.hasRemaining()) {
                endless.put((byte) 'x');
            }
            assertThrows(IOException.class, () -> {
                while (true) {
                    raw.write(endless.rewind());
                }
            });
        }
        eventually("ended", () -> !atServer.endings.isEmpty());
        assertEquals("a line was longer than 262144 bytes", atServer.endings.getFirst());
        assertEquals(List.of(), atServer.lines);
    }

    @Test
    void whatIsNotTextIsCutOff() throws Exception {
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            raw.write(ByteBuffer.wrap(new byte[] {(byte) 0xff, (byte) 0xfe, '\n'}));
            eventually("ended", () -> !atServer.endings.isEmpty());
        }
        assertEquals("a line was not UTF-8", atServer.endings.getFirst());
    }

    @Test
    void aPeerThatStoppedSendingStillGetsItsAnswer() throws Exception {
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            raw.write(ByteBuffer.wrap("question\n".getBytes(StandardCharsets.UTF_8)));
            raw.shutdownOutput();
            ByteBuffer answer = ByteBuffer.allocate(100);
            while (raw.read(answer) >= 0) {
                // until the server closes
            }
            assertEquals(
                    "question\n", StandardCharsets.UTF_8.decode(answer.flip()).toString());
        }
        eventually("ended", () -> !atServer.endings.isEmpty());
        assertEquals("the peer closed", atServer.endings.getFirst());
    }

    @Test
    void halfALineIsNoLine() throws Exception {
        try (SocketChannel raw = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            raw.write(ByteBuffer.wrap("hal".getBytes(StandardCharsets.UTF_8)));
        }
        eventually("ended", () -> !atServer.endings.isEmpty());
        assertEquals("the peer stopped in the middle of a line", atServer.endings.getFirst());
        assertEquals(List.of(), atServer.lines);
    }

    @Test
    @Tag("REQ-121")
    void theLimitOfPeersTurnsTheNextAway() throws Exception {
        List<SocketChannel> open = new CopyOnWriteArrayList<>();
        try {
            for (int i = 0; i < LocalLimits.PEERS; i++) {
                open.add(SocketChannel.open(UnixDomainSocketAddress.of(path)));
            }
            eventually("full", () -> server.peers() == LocalLimits.PEERS);
            try (SocketChannel tooMany = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
                assertEquals(-1, tooMany.read(ByteBuffer.allocate(1)));
            }
        } finally {
            for (SocketChannel channel : open) {
                channel.close();
            }
        }
    }

    @Test
    void aSocketLeftBehindByADeadProcessIsReplaced() throws Exception {
        Path stale = dir.resolve("stale.sock");
        try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            dead.bind(UnixDomainSocketAddress.of(stale));
        }
        assertTrue(Files.exists(stale));
        Transcript atClient = new Transcript();
        try (LocalServer fresh = LocalServer.start(stale, peer -> new Echo(peer, atServer));
                LocalClient client = LocalClient.connect(stale, atClient)) {
            client.send("alive");
            eventually("echoed", () -> atClient.lines.contains("alive"));
            assertEquals(1, fresh.peers());
        }
    }

    @Test
    void aSocketInUseIsNotTakenAway() throws IOException {
        IOException refused = assertThrows(IOException.class, () -> LocalServer.start(path, peer -> atServer));

        assertTrue(refused.toString().contains("another process listens here"), refused.toString());
    }

    @Test
    void aFileThatIsNoSocketIsNotReplaced() throws IOException {
        Path file = Files.writeString(dir.resolve("notes"), "keep me");

        assertThrows(IOException.class, () -> LocalServer.start(file, peer -> atServer));

        assertEquals("keep me", Files.readString(file));
    }

    @Test
    void closingEndsTheConnectionsAndRemovesTheFile() throws Exception {
        Transcript atClient = new Transcript();
        try (LocalClient client = LocalClient.connect(path, atClient)) {
            eventually("there", () -> server.peers() == 1);
            server.close();
            eventually("told", () -> !atClient.endings.isEmpty());
            eventually("refused", () -> !client.send("x"));
        }
        assertFalse(Files.exists(path));
        assertThrows(IOException.class, () -> LocalClient.connect(path, atClient));
    }

    @Test
    void aPathTooLongForASocketIsSaidSo() {
        Path deep = dir.resolve("d".repeat(120));

        IOException refused = assertThrows(IOException.class, () -> LocalServer.start(deep, peer -> atServer));

        assertTrue(refused.toString().contains("too long for a socket"), refused.toString());
    }

    private static final class Transcript implements LineHandler {
        final List<String> lines = new CopyOnWriteArrayList<>();
        final List<String> endings = new CopyOnWriteArrayList<>();

        @Override
        public void line(String line) {
            lines.add(line);
        }

        @Override
        public void ended(String why) {
            endings.add(why);
        }
    }

    private record Echo(LocalPeer peer, Transcript transcript) implements LineHandler {
        @Override
        public void line(String line) {
            transcript.line(line);
            peer.send(line);
        }

        @Override
        public void ended(String why) {
            transcript.ended(why);
        }
    }
}
