// Prose of labs. Raw HTML is never rendered, images are left out, links open beside the page.
import ReactMarkdown from "react-markdown";
import classes from "./markdown.module.css";

/** Markdown of a lab: brief or debrief. Its headings begin below the page's own. */
export default function Markdown({ text }: { text: string }) {
  return (
    <div className={classes.prose}>
      <ReactMarkdown
        skipHtml
        disallowedElements={["img"]}
        components={{
          h1: ({ children }) => <h3>{children}</h3>,
          h2: ({ children }) => <h3>{children}</h3>,
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
