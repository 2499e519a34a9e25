// Answers each line of JSON on stdin with a line of JSON on stdout: a call of an AWS client, and what came of it.
import { createInterface } from "node:readline";
import { SmithyRpcV2CborProtocol } from "@smithy/core/cbor";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import * as agreement from "@aws-sdk/client-marketplace-agreement";
import * as entitlement from "@aws-sdk/client-marketplace-entitlement-service";
import * as metering from "@aws-sdk/client-marketplace-metering";
import * as sqs from "@aws-sdk/client-sqs";

const services = {
  metering: { sdk: metering, client: metering.MarketplaceMeteringClient },
  entitlement: { sdk: entitlement, client: entitlement.MarketplaceEntitlementServiceClient },
  agreement: { sdk: agreement, client: agreement.MarketplaceAgreementClient },
  sqs: { sdk: sqs, client: sqs.SQSClient },
};
const clients = new Map();

function clientOf({ service, endpoint, region, accessKeyId, secretAccessKey, cbor }) {
  const key = [service, endpoint, region, accessKeyId, secretAccessKey, cbor].join(" ");
  if (!clients.has(key)) {
    clients.set(
      key,
      new services[service].client({
        endpoint,
        region,
        credentials: { accessKeyId, secretAccessKey },
        maxAttempts: 1,
        requestHandler: new NodeHttpHandler({ connectionTimeout: 5000, requestTimeout: 20000 }),
        ...(cbor ? { protocol: SmithyRpcV2CborProtocol } : {}),
      }),
    );
  }
  return clients.get(key);
}

// The clients want and give Dates where the wire has seconds.
function withDates(value, name) {
  if (name === "Timestamp" && typeof value === "number") return new Date(value * 1000);
  if (Array.isArray(value)) return value.map((element) => withDates(element));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withDates(member, key)]));
}

function withSeconds(value) {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withSeconds);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withSeconds(member)]));
}

async function answer(call) {
  const Command = services[call.service].sdk[call.operation + "Command"];
  try {
    const { $metadata, ...body } = await clientOf(call).send(new Command(withDates(call.input)));
    return { status: $metadata.httpStatusCode, body: withSeconds(body) };
  } catch (error) {
    return { status: error.$metadata?.httpStatusCode ?? 0, error: error.name, message: String(error.message) };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(JSON.stringify(await answer(JSON.parse(line))) + "\n");
}
