import ejs from 'ejs';
import type { TemplateView } from './view.ts';

/**
 * Renders a template file. EJS is what yeoman renders with as well; nothing is escaped for HTML, and a name that the view
 * does not have is an error of ours.
 */
export function render(template: string, view: TemplateView, file: string): string {
	return ejs.render(template, view, { filename: file, escape: String, rmWhitespace: false, strict: false });
}
