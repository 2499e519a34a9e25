# Sourced by mvnw and by the scripts of deploy/local: leaves a JDK of at least 25 in JAVA_HOME, or ends in one line.
# Looked at in this order: JAVA_HOME, java on the PATH, then the folders in which JDKs are usually installed.

jdk_is_25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  jdk_release=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${jdk_release:-0}" -ge 25 ]
}

find_jdk_25() {
  if [ -n "${JAVA_HOME-}" ] && jdk_is_25 "$JAVA_HOME"; then
    return 0
  fi
  jdk_java=$(command -v java 2>/dev/null || true)
  if [ -n "$jdk_java" ]; then
    jdk_java=$(readlink -f "$jdk_java" 2>/dev/null || echo "$jdk_java")
  fi
  set +f
  for jdk_home in "${jdk_java%/bin/java}" \
    /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* "$HOME"/.jdks/*; do
    if [ -n "$jdk_home" ] && jdk_is_25 "$jdk_home"; then
      JAVA_HOME=$jdk_home
      export JAVA_HOME
      return 0
    fi
  done
  echo "Stallkeeper needs a JDK 25 (https://adoptium.net/temurin/releases/?version=25): install it, or point JAVA_HOME to it." >&2
  return 1
}

find_jdk_25 || exit 1
