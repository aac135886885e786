package press.lords.subscription.newsletter;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import com.mongodb.client.MongoDatabase;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import press.lords.subscription.signup.NewsletterSettings;
import press.lords.subscription.signup.NewsletterSettings.Newsletter;

/** What makes issues in one instance of the service, on a database that others may share and by a clock that a test sets. */
final class TestInstance implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    TestInstance(MongoDatabase database, Clock clock) {
        this(database, clock, LocalTime.of(7, 0));
    }

    TestInstance(MongoDatabase database, Clock clock, LocalTime digestAt) {
        Newsletter newsletter = new Newsletter("Title", "invitation");
        context.registerBean(MongoDatabase.class, () -> database);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(
                NewsletterSettings.class,
                () -> new NewsletterSettings(Map.of(
                        Newsletters.EVERY_STORY, newsletter,
                        Newsletters.SPECIAL_REPORTS, newsletter,
                        Newsletters.DAILY_DIGEST, newsletter)));
        context.registerBean(
                IssueSettings.class,
                () -> new IssueSettings(
                        Duration.ofHours(24),
                        ZoneId.of("Europe/London"),
                        digestAt,
                        Duration.ZERO,
                        Duration.ofSeconds(2)));
        List.of(
                        Stories.class,
                        Editions.class,
                        Issues.class,
                        UpdateIssues.class,
                        FollowStories.class,
                        MakeDigest.class,
                        ForgetOldIssues.class)
                .forEach(context::register);
        context.refresh();
    }

    Issues issues() {
        return context.getBean(Issues.class);
    }

    Editions editions() {
        return context.getBean(Editions.class);
    }

    UpdateIssues updates() {
        return context.getBean(UpdateIssues.class);
    }

    FollowStories follow() {
        return context.getBean(FollowStories.class);
    }

    MakeDigest digest() {
        return context.getBean(MakeDigest.class);
    }

    ForgetOldIssues forget() {
        return context.getBean(ForgetOldIssues.class);
    }

    @Override
    public void close() {
        context.close();
    }
}
