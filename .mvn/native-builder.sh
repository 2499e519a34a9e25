# Sourced by mvnw when services are to be compiled natively: ends in one line where GRAALVM_HOME names no builder of at least 25.

builder_is_25() {
  [ -n "${GRAALVM_HOME-}" ] && [ -x "$GRAALVM_HOME/bin/native-image" ] && [ -r "$GRAALVM_HOME/release" ] || return 1
  builder_release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$GRAALVM_HOME/release")
  [ "${builder_release:-0}" -ge 25 ]
}

if ! builder_is_25; then
  echo "Native executables need GraalVM or Mandrel 25: point GRAALVM_HOME to it (it is now '${GRAALVM_HOME-}')." >&2
  exit 1
fi
