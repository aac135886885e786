# The image of one service: docker build --build-arg SERVICE=gateway . (docker-compose.yml builds all four). Needs Docker alone: the first stage
# brings the JDK, the wrapper fetches Maven. docs/adr/0020-images-and-compose.md says why it is as it is.

# All modules at once, the same for all four images, so it runs once.
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
COPY docs docs
COPY events events
COPY web web
COPY article-service article-service
COPY subscription-service subscription-service
COPY weather-service weather-service
COPY gateway gateway
COPY platform platform
# The secret is a Java trust store, for machines whose way to Maven's artifacts has a certificate of its own; without one the JDK's is used.
RUN --mount=type=cache,target=/root/.m2 --mount=type=secret,id=trust-store \
    if [ -s /run/secrets/trust-store ]; then export JAVA_TOOL_OPTIONS=-Djavax.net.ssl.trustStore=/run/secrets/trust-store; fi; \
    ./mvnw -B -ntp -q -DskipTests -Dspotless.check.skip package

FROM build AS layers
ARG SERVICE
RUN java -Djarmode=tools -jar "$SERVICE/target/$SERVICE"-*-exec.jar extract --layers --application-filename app.jar --destination /layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin press \
 && install -d -o press -g press /var/lib/press
WORKDIR /app
# What changes least comes first: images of two builds, and of two services, share it.
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
COPY --chmod=644 containers/java.options containers/healthy.sh ./
# Java's ahead-of-time cache holds for exactly these jars, options and this Java, so it is made here. The service is started for it, on the
# platform's embedded broker and database, which don't stay. Where that fails the image has none, and starts slower.
ARG SERVICE
RUN --mount=type=bind,from=build,source=/src/platform/target,target=/platform \
    --mount=type=bind,source=containers/train.sh,target=/train.sh \
    bash /train.sh "$SERVICE"
USER 10001
# Its own state: a gateway's view, the issuer's keys. Everything else may be read-only, but /tmp.
ENV SERVER_PORT=8080 MANAGEMENT_SERVER_PORT=9080 PRESS_VIEW_DIR=/var/lib/press/view PRESS_STATE_DIR=/var/lib/press/state JAVA_OPTIONS=
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=90s --retries=3 CMD ["bash", "/app/healthy.sh"]
ENTRYPOINT ["sh", "-c", "exec java @/app/java.options -XX:AOTCache=/app/app.aot $JAVA_OPTIONS -jar /app/app.jar"]
