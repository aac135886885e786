package press.lords.subscription.consent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import press.lords.events.NoticeEvent;
import press.lords.subscription.request.FieldProblem;
import press.lords.subscription.request.RequestProblem;

/** A wording of the privacy notice as the staff send it; its version is given to it. */
record NoticeRequest(
        @Nullable String title,
        @Nullable String text,
        @Nullable List<@Nullable Purpose> purposes) {

    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 30_000;
    private static final int MOST_PURPOSES = 20;
    private static final Pattern ID = Pattern.compile("[a-z-]{1,40}");

    record Purpose(
            @Nullable String id,
            @Nullable String label,
            @Nullable Boolean required) {}

    NoticeRequest checked() {
        List<FieldProblem> problems = new ArrayList<>();
        check(problems, "title", title, LONGEST_LINE);
        check(problems, "text", text, LONGEST_TEXT);
        if (purposes == null || purposes.isEmpty() || purposes.size() > MOST_PURPOSES) {
            problems.add(new FieldProblem("purposes", "must be one to %d".formatted(MOST_PURPOSES)));
        } else {
            check(problems, purposes);
        }
        if (!problems.isEmpty()) {
            throw new RequestProblem.InvalidFields(problems);
        }
        return this;
    }

    private static void check(List<FieldProblem> problems, List<@Nullable Purpose> purposes) {
        Set<String> ids = new HashSet<>();
        for (int n = 0; n < purposes.size(); n++) {
            String field = "purposes[%d]".formatted(n);
            Purpose purpose = purposes.get(n);
            if (purpose == null) {
                problems.add(new FieldProblem(field, "must not be null"));
                continue;
            }
            String id = purpose.id();
            if (id == null || !ID.matcher(id).matches() || !ids.add(id)) {
                problems.add(new FieldProblem(field + ".id", "must be small letters and hyphens, and no other's"));
            }
            check(problems, field + ".label", purpose.label(), LONGEST_LINE);
            if (purpose.required() == null) {
                problems.add(new FieldProblem(field + ".required", "must be true or false"));
            }
        }
    }

    private static void check(List<FieldProblem> problems, String field, @Nullable String text, int longest) {
        if (text == null || text.isBlank() || text.length() > longest || !isText(text)) {
            problems.add(new FieldProblem(field, "must be text of at most %d characters".formatted(longest)));
        }
    }

    /** No half of a character, which no bytes stand for, and nothing that moves a terminal. */
    private static boolean isText(String text) {
        return text.codePoints()
                .noneMatch(one -> (one < ' ' && one != '\n' && one != '\t' && one != '\r')
                        || Character.getType(one) == Character.SURROGATE);
    }

    /** After {@link #checked}. */
    NoticeEvent.Issued wording(String version) {
        return new NoticeEvent.Issued(
                version,
                Objects.requireNonNull(title).strip(),
                Objects.requireNonNull(text).strip(),
                Objects.requireNonNull(purposes).stream()
                        .map(Objects::requireNonNull)
                        .map(purpose -> new NoticeEvent.Purpose(
                                Objects.requireNonNull(purpose.id()),
                                Objects.requireNonNull(purpose.label()).strip(),
                                Boolean.TRUE.equals(purpose.required())))
                        .toList());
    }
}
