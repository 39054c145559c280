package org.steadyflow.telemetry.message;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * Ed25519 signatures over {@link SignedMessage} and the files that hold the keys. Any thread.
 *
 * <p>{@code pharmacy.key} holds the private key (PEM, PKCS #8) and after it the public one (PEM, SPKI), because the one
 * cannot be had from the other with the JDK; only its owner may read it. {@code pharmacy.pub} is the public one alone,
 * to be carried to the pumps.
 */
public final class Signatures {
    public static final String PRIVATE_FILE = "pharmacy.key";
    public static final String PUBLIC_FILE = "pharmacy.pub";

    /** More than any Ed25519 key file needs; a longer file is not one. */
    private static final int LIMIT_KEY_FILE_BYTES = 4_096;

    private static final int KEY_ID_DIGITS = 16;

    private static final String ALGORITHM = "Ed25519";
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final Set<PosixFilePermission> READ_BY_ALL = PosixFilePermissions.fromString("rw-r--r--");

    private Signatures() {}

    /**
     * The key pair kept in {@code dir}; the first call makes one, durable when it returns.
     *
     * @throws IOException where a key file cannot be read, written, or holds no Ed25519 key; the message names it
     */
    public static KeyPair loadOrCreate(Path dir) throws IOException {
        Files.createDirectories(dir);
        Path file = dir.resolve(PRIVATE_FILE);
        if (!Files.exists(file)) {
            KeyPair fresh = generate();
            String both = pem("PRIVATE KEY", fresh.getPrivate().getEncoded()) + pem(fresh.getPublic());
            replace(file, both, OWNER_ONLY);
        }
        KeyPair pair = readPair(file);
        if (!Files.exists(dir.resolve(PUBLIC_FILE))) {
            writePublic(dir.resolve(PUBLIC_FILE), pair.getPublic());
        }
        return pair;
    }

    /** The public key in a PEM file. */
    public static PublicKey readPublic(Path file) throws IOException {
        return publicKey(file, readText(file));
    }

    /** Writes a public key as PEM, in one step and durable: after a power cut the file is whole or absent. */
    public static void writePublic(Path file, PublicKey key) throws IOException {
        replace(file, pem(key), READ_BY_ALL);
    }

    /** The key pair in a file as {@link #loadOrCreate} writes it; both keys must be in it and belong together. */
    public static KeyPair readKeys(Path file) throws IOException {
        return readPair(file);
    }

    /** The name of a public key: the first 16 hexadecimal digits of the SHA-256 of its DER form. */
    public static String keyId(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest).substring(0, KEY_ID_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static SignedMessage sign(String body, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(body.getBytes(StandardCharsets.UTF_8));
            return new SignedMessage(body, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 private key", e);
        }
    }

    /** Whether the holder of {@code key} signed this body. Anything malformed is false, never an exception. */
    public static boolean verify(SignedMessage message, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(message.body().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(message.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static KeyPair generate() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK since 15 has Ed25519", e);
        }
    }

    private static KeyPair readPair(Path file) throws IOException {
        String text = readText(file);
        KeyPair pair = new KeyPair(publicKey(file, text), privateKey(file, text));
        if (!verify(sign("probe", pair.getPrivate()), pair.getPublic())) {
            throw new IOException(file + ": the private and the public key in it do not belong together");
        }
        return pair;
    }

    private static PublicKey publicKey(Path file, String text) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(unpem("PUBLIC KEY", file, text)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": not an Ed25519 public key", e);
        }
    }

    private static PrivateKey privateKey(Path file, String text) throws IOException {
        try {
            return KeyFactory.getInstance(ALGORITHM)
                    .generatePrivate(new PKCS8EncodedKeySpec(unpem("PRIVATE KEY", file, text)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + ": not an Ed25519 private key", e);
        }
    }

    private static String readText(Path file) throws IOException {
        if (Files.size(file) > LIMIT_KEY_FILE_BYTES) {
            throw new IOException(file + ": longer than " + LIMIT_KEY_FILE_BYTES + " bytes, so not a key file");
        }
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }

    private static String pem(PublicKey key) {
        return pem("PUBLIC KEY", key.getEncoded());
    }

    private static String pem(String label, byte[] der) {
        return begin(label) + "\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n" + end(label) + "\n";
    }

    private static byte[] unpem(String label, Path file, String text) throws IOException {
        int from = text.indexOf(begin(label));
        int to = text.indexOf(end(label));
        if (from < 0 || to < from) {
            throw new IOException(file + ": has no " + begin(label));
        }
        String base64 = text.substring(from + begin(label).length(), to);
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": the text after " + begin(label) + " is not base64", e);
        }
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }

    private static void replace(Path file, String text, Set<PosixFilePermission> permissions) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        FileAttribute<?> attribute = PosixFilePermissions.asFileAttribute(permissions);
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel channel = FileChannel.open(fresh, options, attribute)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel parent = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            parent.force(true);
        }
    }
}
