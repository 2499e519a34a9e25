# Sourced by run and demo: packages what is missing or older than its sources, and starts the launcher.

modules="shared-events/contracts shared-events/event-sourcing shared-events/testkit deploy/marketplace-simulator \
registration-service subscription-service metering-service entitlement-service deploy/local"
built="$root/deploy/local/target/built"

is_built() {
  [ -f "$built" ] || return 1
  for module in $modules; do
    [ -d "$root/$module/target" ] || return 1
    changed=$(find "$root/$module/src/main" "$root/$module/pom.xml" "$root/pom.xml" -newer "$built" -print)
    [ -z "$changed" ] || return 1
  done
}

build() {
  log=$(mktemp "${TMPDIR:-/tmp}/stallkeeper-build.XXXXXX")
  echo "Building Stallkeeper (the first time a few minutes: Maven fetches what it needs)."
  # Two subshells, because sh has no pipefail: the status of Maven decides, not that of sed.
  status=$(
    {
      {
        cd "$root"
        ./mvnw -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip -am -pl "$(echo "$modules" | tr ' ' ',')" package 2>&1 && echo 0 >&4 || echo $? >&4
      } | tee "$log" | sed -n 's/^\[INFO\] Building \(Stallkeeper.*\) 0\..*\(\[.*\]\)$/  \2 \1/p' >&3
    } 4>&1
  ) 3>&1
  if [ "$status" != 0 ]; then
    grep '^\[ERROR\]' "$log" | head -20 >&2
    echo "The build failed; all that it said is in $log" >&2
    exit 1
  fi
  rm -f "$log"
  touch "$built"
}

launch() {
  is_built || build
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx96m -XX:-UsePerfData \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=error -Dstallkeeper.checkout="$root" \
    -jar "$root/deploy/local/target/local-0.1.0-SNAPSHOT.jar" "$@"
}
