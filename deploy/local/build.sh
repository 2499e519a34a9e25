# Sourced by run and demo: packages what is missing or older than its sources, and starts the launcher.

apps="registration-service subscription-service metering-service entitlement-service deploy/marketplace-simulator"
launcher="$root/deploy/local/target/local-0.1.0-SNAPSHOT.jar"
# A script may start another main class, out of one module more.
main="io.stallkeeper.local.StallkeeperLocal"
more=""

# Services are compiled to executables, which takes minutes each, if that is asked for.
as_executables=no
for argument in "$@"; do
  [ "$argument" != --native ] || as_executables=yes
done

# What the build makes of an application.
packaged() {
  case "$as_executables $1" in
  "yes deploy/"*) echo "$root/$1/target/quarkus-app/quarkus-run.jar" ;;
  yes*) ls -t "$root/$1"/target/*-runner 2>/dev/null | head -n 1 ;;
  *) echo "$root/$1/target/quarkus-app/quarkus-run.jar" ;;
  esac
}

# Every build writes every application's jar anew: no source may be newer than any of them.
is_built() {
  [ -f "$launcher" ] || return 1
  [ -z "$more" ] || [ -d "$root/$more/target/classes" ] || return 1
  for app in $apps; do
    made=$(packaged "$app")
    [ -f "$made" ] || return 1
    newer=$(find "$root" -name target -prune -o \( -path '*/src/main/*' -o -name pom.xml \) -type f -newer "$made" -print)
    [ -z "$newer" ] || return 1
  done
}

# Everything that it says goes to standard error: the output of `run token` is a token.
build() {
  profile=""
  if [ "$as_executables" = yes ]; then
    . "$root/.mvn/native-builder.sh"
    profile="-Pnative"
    echo "Compiling executables, some minutes and 8 GB of memory each." >&2
  fi
  log=$(mktemp "${TMPDIR:-/tmp}/stallkeeper-build.XXXXXX")
  echo "Building Stallkeeper (the first time a few minutes: Maven fetches what it needs)." >&2
  modules=$(echo $apps deploy/local $more | tr ' ' ',')
  # sh has no pipefail: the status of Maven comes by a descriptor of its own.
  status=$(
    {
      {
        cd "$root"
        ./mvnw -B -ntp $profile -Dmaven.test.skip=true -Dspotless.check.skip -am -pl "$modules" package 2>&1 && echo 0 >&4 ||
          echo 1 >&4
      } | tee "$log" | sed -n 's/^\[INFO\] Building \(.*\) 0\.1\.0-SNAPSHOT *\(\[.*\]\)$/  \2 \1/p' >&2
    } 4>&1
  )
  if [ "$status" != 0 ]; then
    grep '^\[ERROR\]' "$log" | head -20 >&2
    echo "The build failed; all that it said is in $log" >&2
    exit 1
  fi
  rm -f "$log"
}

launch() {
  is_built || build
  # A shell without job control starts what is in its background with SIGINT ignored, and a JVM keeps to that.
  defaults=""
  if env --default-signal=INT true 2>/dev/null; then
    defaults="env --default-signal=INT"
  fi
  # Unquoted on purpose: it is several words, or none.
  exec $defaults "$JAVA_HOME/bin/java" "@$root/deploy/jvm-options" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx96m \
    --enable-native-access=ALL-UNNAMED \
    -Dorg.slf4j.simpleLogger.defaultLogLevel=error -Dstallkeeper.checkout="$root" \
    -cp "${more:+$root/$more/target/classes:}$launcher:$(cat "$root/deploy/local/target/classpath")" \
    "$main" "$@"
}
