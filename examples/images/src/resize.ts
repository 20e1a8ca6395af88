import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import sharp from 'sharp';

const formats = ['webp', 'png', 'jpeg'] as const;

/** `POST /resize?width=320&format=webp` with a picture as body; answers the smaller picture. */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  if (event.routeKey === 'GET /health') return json(200, { status: 'ok', sharp: sharp.versions.sharp });
  const { width: text = '320', format: name = 'webp' } = event.queryStringParameters ?? {};
  const width = Number(text);
  const format = formats.find((one) => one === name);
  if (!Number.isInteger(width) || width < 1 || width > 4096) return json(400, { message: 'width is 1 to 4096' });
  if (format === undefined) return json(400, { message: `format is one of ${formats.join(', ')}` });
  const picture = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  try {
    return answerPicture(await resize(picture, width, format), format);
  } catch (error) {
    return json(400, { message: 'this is no picture', reason: error instanceof Error ? error.message : '' });
  }
}

type Picture = Awaited<ReturnType<typeof resize>>;

function resize(picture: Buffer, width: number, format: (typeof formats)[number]) {
  return sharp(picture)
    .resize({ width, withoutEnlargement: true })
    .toFormat(format)
    .toBuffer({ resolveWithObject: true });
}

function answerPicture({ data, info }: Picture, format: string): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 200,
    headers: { 'content-type': `image/${format}`, 'x-image-size': `${info.width}x${info.height}` },
    body: data.toString('base64'),
    isBase64Encoded: true,
  };
}

function json(statusCode: number, body: unknown): APIGatewayProxyStructuredResultV2 {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}
