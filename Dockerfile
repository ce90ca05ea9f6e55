# hegui as an image: docker build -t hegui . && docker run --rm -v "$PWD:/work" hegui check contracts
FROM rust:1.95-bookworm AS build
WORKDIR /src
COPY . .
RUN cargo build --release --locked

FROM debian:bookworm-slim
COPY --from=build /src/target/release/hegui /usr/local/bin/hegui
RUN useradd --create-home hegui
USER hegui
WORKDIR /work
ENTRYPOINT ["hegui"]
CMD ["--help"]
