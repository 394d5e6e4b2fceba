import './drawn.css';
import './theme.css';
import './base.css';
import './layout.css';
import './form.css';
import './states.css';
import './print.css';
