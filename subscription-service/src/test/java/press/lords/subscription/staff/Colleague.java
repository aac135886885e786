package press.lords.subscription.staff;

import java.math.BigInteger;
import java.net.http.HttpResponse;
import java.security.InvalidKeyException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;
import press.lords.subscription.RunningService;
import press.lords.subscription.SignedUp.Tokens;
import press.lords.subscription.TestMailServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Someone on the staff, or invited to it, with their mailbox and their authenticator. */
public final class Colleague {

    public static final String ADMIN = "first-admin@example.org";
    private static final TimeBasedOneTimePasswordGenerator CODES = new TimeBasedOneTimePasswordGenerator();

    private final RunningService service;
    private final TestMailServer mails;
    private final String address;
    private int received;
    private String secret = "";
    private long lastStep;

    Colleague(RunningService service, TestMailServer mails, String address) {
        this.service = service;
        this.mails = mails;
        this.address = address;
    }

    /** The one whom the service's configuration names, enrolled. */
    public static Colleague firstAdmin(RunningService service, TestMailServer mails) {
        Colleague admin = new Colleague(service, mails, ADMIN);
        admin.enrol(admin.invitation());
        return admin;
    }

    /** Someone whom an admin invites, enrolled. */
    public static Colleague hired(RunningService service, TestMailServer mails, Tokens admin, String roles) {
        Colleague hired = invited(service, mails, admin, roles);
        hired.enrol(hired.invitation());
        return hired;
    }

    static Colleague invited(RunningService service, TestMailServer mails, Tokens admin, String roles) {
        Colleague invited = new Colleague(service, mails, "staff-" + UUID.randomUUID() + "@example.org");
        assertThat(invited.invite(admin, roles).statusCode()).isEqualTo(201);
        return invited;
    }

    HttpResponse<String> invite(Tokens admin, String roles) {
        return service.post(
                "/api/staff", "{\"email\": \"%s\", \"roles\": %s}".formatted(address, roles), admin.bearer());
    }

    String invitation() {
        return nextMail().token("/staff/");
    }

    TestMailServer.Taken nextMail() {
        received++;
        return mails.awaitMail(address, received);
    }

    void enrol(String token) {
        begin(token);
        assertThat(finish(token, nextCode()).statusCode()).isEqualTo(200);
        assertThat(nextMail().text()).contains("You are one of the staff");
    }

    HttpResponse<String> begin(String token) {
        HttpResponse<String> begun = service.post("/api/staff/enrolment", "{\"token\": \"" + token + "\"}");
        if (begun.statusCode() == 200) {
            secret = service.json(begun).get("secret").asString();
            lastStep = 0;
        }
        return begun;
    }

    HttpResponse<String> finish(String token, String totp) {
        return service.post("/api/staff/enrolment", "{\"token\": \"%s\", \"totp\": \"%s\"}".formatted(token, totp));
    }

    /** One that wasn't used, of this step or the next: also when a step ends on the way it is still good. */
    String nextCode() {
        long present = present();
        if (lastStep > present) {
            // More than time has.
            forgetUsedCodes();
        }
        lastStep = Math.max(lastStep + 1, present);
        return code(lastStep);
    }

    /** Has the service take codes that it took before. */
    void forgetUsedCodes() {
        service.context()
                .getBean(MongoDatabase.class)
                .getCollection("second-factors")
                .updateOne(new Document("_id", id()), new Document("$set", new Document("lastStep", 0L)));
        lastStep = 0;
    }

    /** That no step about now has. */
    String wrongCode() {
        long present = present();
        return Arrays.asList("000000", "111111", "222222", "333333", "444444", "555555").stream()
                .filter(code -> !code.equals(code(present - 1))
                        && !code.equals(code(present))
                        && !code.equals(code(present + 1))
                        && !code.equals(code(present + 2)))
                .findFirst()
                .orElseThrow();
    }

    private static long present() {
        return Clock.systemUTC().instant().getEpochSecond() / 30;
    }

    private String code(long step) {
        try {
            return CODES.generateOneTimePasswordString(
                    new SecretKeySpec(decoded(secret), "HmacSHA1"), Instant.ofEpochSecond(step * 30), Locale.ROOT);
        } catch (InvalidKeyException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] decoded(String base32) {
        BigInteger number = BigInteger.ONE;
        for (int at = 0; at < base32.length(); at++) {
            number = number.shiftLeft(5)
                    .or(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(base32.charAt(at))));
        }
        byte[] withOne = number.toByteArray();
        return Arrays.copyOfRange(withOne, 1, withOne.length);
    }

    /** The token of a fresh link to sign in. */
    String link() {
        assertThat(service.post("/api/sign-in-links", "{\"email\": \"" + address + "\"}")
                        .statusCode())
                .isEqualTo(202);
        return nextMail().token("/sign-in/");
    }

    HttpResponse<String> signIn(String link, String totp) {
        return service.post(
                "/api/sessions",
                "{\"token\": \"%s\", \"totp\": \"%s\"}".formatted(link, totp),
                "Accept",
                "application/json");
    }

    public Tokens signIn() {
        HttpResponse<String> opened = signIn(link(), nextCode());
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        return Tokens.in(service.json(opened));
    }

    public String address() {
        return address;
    }

    String secret() {
        return secret;
    }

    String id() {
        return service.context()
                .getBean(press.lords.subscription.signup.Subscribers.class)
                .find(new press.lords.subscription.signup.EmailAddress(address))
                .orElseThrow()
                .id();
    }
}
