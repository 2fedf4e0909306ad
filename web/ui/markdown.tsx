// Prose of labs. Raw HTML is never rendered, images are left out, links open beside the page.
import ReactMarkdown from "react-markdown";
import remarkGfm from "remark-gfm";
import classes from "./markdown.module.css";
import { sourceLinks } from "./source-links.ts";

/**
 * Markdown of a lab: brief or debrief. Its headings begin below the page's own.
 *
 * @param sources whether man pages, RFCs and other sources that it names become links
 */
export default function Markdown({ text, sources = false }: { text: string; sources?: boolean }) {
  return (
    <div className={classes.prose}>
      <ReactMarkdown
        skipHtml
        remarkPlugins={sources ? [remarkGfm, sourceLinks] : [remarkGfm]}
        disallowedElements={["img"]}
        components={{
          h1: ({ children }) => <h3>{children}</h3>,
          h2: ({ children }) => <h3>{children}</h3>,
          // A table may be wider than its column; it scrolls by itself.
          table: ({ children }) => (
            <div className={classes.table}>
              <table>{children}</table>
            </div>
          ),
          a: ({ href, children }) => (
            <a href={href} target="_blank" rel="noreferrer noopener">
              {children}
            </a>
          ),
        }}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}
