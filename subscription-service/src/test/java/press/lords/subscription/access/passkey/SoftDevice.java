package press.lords.subscription.access.passkey;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

import tools.jackson.databind.JsonNode;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A device with one ES256 passkey, and its browser. It does as the standard says, and otherwise where a test wants it to. */
final class SoftDevice {

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int ATTESTED = 0x40;

    private final KeyPair keys = keys();
    byte[] name = new byte[16];
    byte[] userHandle = new byte[0];
    String origin = "http://localhost:8080";
    String host = "localhost";
    boolean verifies = true;
    long count = 1;

    SoftDevice() {
        new SecureRandom().nextBytes(name);
    }

    /** What the browser answers to the options for a new passkey. */
    String made(JsonNode options) {
        userHandle = Base64.getUrlDecoder().decode(options.at("/user/id").asString());
        return made(clientData("webauthn.create", options), attestation());
    }

    String made(byte[] clientData, byte[] attestation) {
        return """
                {"id": "%s", "rawId": "%1$s", "type": "public-key", "authenticatorAttachment": "platform", "clientExtensionResults": {},
                 "response": {"clientDataJSON": "%s", "attestationObject": "%s", "transports": ["internal", "telepathy"]}}""".formatted(text(name), text(clientData), text(attestation));
    }

    byte[] attestation() {
        byte[] data = data(ATTESTED, attested());
        return bytes(
                hex("a363666d74646e6f6e656761747453746d74a0686175746844617461"),
                hex("59"),
                ByteBuffer.allocate(2).putShort((short) data.length).array(),
                data);
    }

    /** What the browser answers to the options to sign in. */
    String signed(JsonNode options) {
        byte[] clientData = clientData("webauthn.get", options);
        byte[] data = data(0, new byte[0]);
        return signed(clientData, data, signature(bytes(data, sha256(clientData))));
    }

    String signed(byte[] clientData, byte[] data, byte[] signature) {
        return """
                {"id": "%s", "rawId": "%1$s", "type": "public-key", "response":
                 {"clientDataJSON": "%s", "authenticatorData": "%s", "signature": "%s", "userHandle": "%s"}}""".formatted(text(name), text(clientData), text(data), text(signature), text(userHandle));
    }

    byte[] clientData(String type, JsonNode options) {
        return """
                {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":false}""".formatted(type, options.get("challenge").asString(), origin).getBytes(UTF_8);
    }

    private byte[] data(int further, byte[] rest) {
        int flags = PRESENT | (verifies ? VERIFIED : 0) | further;
        return bytes(
                sha256(host.getBytes(UTF_8)),
                ByteBuffer.allocate(5).put((byte) flags).putInt((int) count).array(),
                rest);
    }

    private byte[] attested() {
        ECPublicKey key = (ECPublicKey) keys.getPublic();
        return bytes(
                new byte[16],
                ByteBuffer.allocate(2).putShort((short) name.length).array(),
                name,
                hex("a5010203262001215820"),
                unsigned(key.getW().getAffineX().toByteArray()),
                hex("225820"),
                unsigned(key.getW().getAffineY().toByteArray()));
    }

    private byte[] signature(byte[] what) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(what);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(byte[] what) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(what);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] unsigned(byte[] number) {
        byte[] padded = bytes(new byte[32], number);
        return Arrays.copyOfRange(padded, padded.length - 32, padded.length);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static byte[] bytes(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
