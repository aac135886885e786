package press.lords.subscription.bounce;

import java.util.List;

import press.lords.subscription.signup.EmailAddress;

/**
 * What a report says.
 *
 * @param row the mail that it is of
 * @param recipients whom that mail was to, in each of the ways the report names them
 */
record MailReport(String row, List<EmailAddress> recipients, Verdict verdict) {

    /** What has become of the mail, as others say. */
    sealed interface Verdict {

        /** It won't arrive. */
        record Failed(String status, boolean isForMailbox) implements Verdict {}

        /** Its reader calls it spam. */
        record Complained() implements Verdict {}

        /** Nothing that we would act on: it is late, it arrived, it is no spam. */
        record Noted() implements Verdict {}
    }
}
