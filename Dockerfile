FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.json ./
COPY src ./src
RUN npm ci && npm prune --omit=dev --ignore-scripts

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production ISTHMUS_HOST=0.0.0.0 ISTHMUS_DATA_DIR=/data
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
COPY bin ./bin
COPY cypher ./cypher
COPY demo ./demo
COPY lexicon ./lexicon
COPY examples ./examples
RUN mkdir /data && chown node /data
USER node
VOLUME /data
EXPOSE 4000
CMD ["node", "dist/main.js"]
