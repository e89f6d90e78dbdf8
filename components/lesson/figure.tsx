import styles from './figure.module.css';

export interface FigureProps {
  readonly src: string;
  readonly alt: string;
  readonly caption?: string;
  readonly width?: string;
  readonly height?: string;
}

/** `svg` is the drawing itself, which may use the tokens; other pictures come from `url`. */
interface FoundFigureProps extends FigureProps {
  readonly svg: string | null;
  readonly url: string;
}

export function Figure({ alt, caption, width, height, svg, url }: FoundFigureProps) {
  return (
    <figure className={styles.figure}>
      {svg === null ? (
        // biome-ignore lint/performance/noImgElement: a file of ours in its final size
        <img src={url} alt={alt} width={width} height={height} loading="lazy" decoding="async" />
      ) : (
        // biome-ignore lint/security/noDangerouslySetInnerHtml: a drawing from the lesson's own folder
        <div role="img" aria-label={alt} dangerouslySetInnerHTML={{ __html: svg }} />
      )}
      {caption && <figcaption>{caption}</figcaption>}
    </figure>
  );
}
